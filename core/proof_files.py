"""Checking a proof file offline: with nothing but the file, the heads one holds oneself, and pinned certificates."""

import base64
import binascii
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from core import log, proofs, timestamps
from core.canonical import canonical
from core.errors import Invalid
from core.log_proofs import FORMAT
from core.timestamps import GRANTED, Trust


@dataclass(frozen=True, slots=True)
class KnownHead:
    """A head that somebody has held since: its tree may be unknown, its size and root are not."""

    size: int
    root: str
    tree: str = ""


@dataclass(frozen=True, slots=True)
class ProofCheck:
    """One thing that was checked; `passed` is nothing where it could not be."""

    name: str
    passed: bool | None
    detail: str


def read_heads(text: str) -> list[KnownHead]:
    """Read heads: `SIZE:ROOT`, or what `log head --json` and the heads file hold, one JSON object a line.

    Raises:
        Invalid: it is neither.
    """
    size, _colon, root = text.strip().partition(":")
    if size.isdecimal() and len(size) < 20 and _is_hash(root):
        return [KnownHead(int(size), root.lower())]
    try:
        found = [json.loads(line) for line in text.splitlines() if line.strip()]
        heads = [KnownHead(one["size"], one["root"].lower(), one.get("tree", "")) for one in found]  # fmt: skip
        if heads and all(type(one.size) is int and _is_hash(one.root) for one in heads):
            return heads
    except (ValueError, KeyError, TypeError, AttributeError):
        pass
    raise Invalid("A head is SIZE:ROOT, or a file with what `log head --json` prints.")


def _is_hash(text: str) -> bool:
    return len(text) == 64 and all(letter in "0123456789abcdefABCDEF" for letter in text)  # fmt: skip


def check(
    content: bytes, known: Sequence[KnownHead], trust: Trust | None
) -> list[ProofCheck]:
    """Check a proof file: each entry, its opened values, growth, time stamp, and the heads known from elsewhere.

    Raises:
        Invalid: it is no proof file.
    """
    try:
        proof = json.loads(content)
        if proof["format"] != FORMAT:
            raise Invalid(f"This is no “{FORMAT}”.")
        return list(_checks(proof, known, trust))
    except (ValueError, KeyError, TypeError, AttributeError, binascii.Error, RecursionError) as error:  # fmt: skip
        raise Invalid(f"This is no proof file that can be read ({type(error).__name__}).") from error  # fmt: skip


def _checks(
    proof: dict[str, Any], known: Sequence[KnownHead], trust: Trust | None
) -> Iterator[ProofCheck]:
    head = proof["head"]
    for proven in proof["entries"]:
        yield _entry(proven, head)
        yield _values(proven)
    if "earlier" in proof:
        yield _growth(proof["earlier"], head)
    yield _stamp(proof.get("stamp"), head, trust)
    if not known:
        yield ProofCheck("known head", None, "No head known from elsewhere was given, so only the file vouches for its own.")  # fmt: skip
    for one in known:
        yield _known(one, [head, *([proof["earlier"]] if "earlier" in proof else [])])


def _entry(proven: dict[str, Any], head: dict[str, Any]) -> ProofCheck:
    entry = proven["entry"]
    leaf = log.leaf_of({**entry, "commitments": json.dumps(entry["commitments"])})
    path = [bytes.fromhex(node) for node in proven["path"]]
    root = bytes.fromhex(head["root"])
    passed = entry["tree"] == head["tree"] and proofs.verify_inclusion(
        leaf, entry["position"], head["size"], path, root
    )
    said = f"{entry['act']} by {entry['actor']} at {entry['at']}"
    return ProofCheck(f"entry {entry['position']}", passed, f"{said} is {'' if passed else 'not '}in the head of {head['size']} entries.")  # fmt: skip


def _values(proven: dict[str, Any]) -> ProofCheck:
    name = f"values of entry {proven['entry']['position']}"
    values, commitments = proven.get("values"), proven["entry"]["commitments"]
    if values is None:
        return ProofCheck(name, None, "They are committed to, not laid open.")
    wrong = [
        field
        for field, (salt, old, new) in values.items()
        if log.commitment(salt, field, old, new) != commitments.get(field)
    ]
    wrong += sorted(set(commitments) - set(values))
    listed = ", ".join(wrong)
    return ProofCheck(name, not wrong, f"Not what was committed to: {listed}." if wrong else "Each is the one that was committed to.")  # fmt: skip


def _growth(earlier: dict[str, Any], head: dict[str, Any]) -> ProofCheck:
    passed = earlier["tree"] == head["tree"] and proofs.verify_consistency(
        earlier["size"],
        bytes.fromhex(earlier["root"]),
        head["size"],
        bytes.fromhex(head["root"]),
        [bytes.fromhex(node) for node in earlier["path"]],
    )
    return ProofCheck("growth", passed, f"The head of {head['size']} entries {'grew' if passed else 'did not grow'} from that of {earlier['size']}.")  # fmt: skip


def _stamp(
    stamp: dict[str, Any] | None, head: dict[str, Any], trust: Trust | None
) -> ProofCheck:
    if not stamp:
        return ProofCheck("time stamp", None, "The head is not time-stamped.")
    reply = base64.b64decode(stamp["reply"], validate=True)
    verdict = timestamps.judge(reply, canonical(head), trust)
    detail = f"{verdict.state}: {verdict.at} {verdict.reason}"
    unknown = trust is None and verdict.state == "not trusted"
    return ProofCheck("time stamp", None if unknown else verdict.state == GRANTED, detail)  # fmt: skip


def _known(known: KnownHead, heads: list[dict[str, Any]]) -> ProofCheck:
    passed = any(
        (known.size, known.root) == (head["size"], head["root"])
        and known.tree in {"", head["tree"]}
        for head in heads
    )
    return ProofCheck("known head", passed, f"The head of {known.size} entries that is known from elsewhere is {'' if passed else 'not '}one this proof is about.")  # fmt: skip
