"""Whether a quote stands in a text. Only Unicode form (NFC) and runs of space are folded: never case, digits, accents or marks."""

import re
import unicodedata

SPACE = re.compile(r"\s+")


def folded(text: str) -> str:
    """Bring a text into the form in which quotes are compared."""
    return SPACE.sub(" ", unicodedata.normalize("NFC", text)).strip()


def stands_in(quote: str, text: str) -> bool:
    """Say whether the quote stands in the text, letter by letter."""
    return folded(quote) in folded(text)
