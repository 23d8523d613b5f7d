"""Record numbers inside sentences of ours, as links: `C-001` leads to its page wherever a sentence names it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

NUMBER = re.compile(r"\b[A-Z]{1,2}-\d{3,}\b")


@dataclass(frozen=True, slots=True)
class Mention:
    """A piece of a sentence; with an address it is the number of a record."""

    text: str
    url: str = ""


def mentions(sentence: str, addresses: Mapping[str, str]) -> Iterator[Mention]:
    """Split a sentence at the numbers that have an address; joined together again the pieces are the sentence."""
    done = 0
    for found in NUMBER.finditer(sentence):
        url = addresses.get(found[0])
        if url is None:
            continue
        if found.start() > done:
            yield Mention(sentence[done : found.start()])
        yield Mention(found[0], url)
        done = found.end()
    if done < len(sentence):
        yield Mention(sentence[done:])
