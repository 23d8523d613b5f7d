"""Cells that a spreadsheet would run: they leave with a leading apostrophe, and the apostrophe is taken off on the way in.

Text that begins with `=`, `+`, `-`, `@`, a tab or a return (or the full-width kin of these) is a formula to a spreadsheet.
Real numbers (`-5`, `+855 12 345 678`) are left alone. The pair is exact: `unguard(guard(text)) == text` for any text.
"""

import re

_FORMULA = re.compile(r"[\t\r\n \x00]*[=+\-@＝＋－＠]|[\t\r\x00]")
_NUMBER = re.compile(r"[+-][0-9]([0-9 .,]*[0-9])?")


def _is_guarded(text: str) -> bool:
    return bool(_FORMULA.match(text.lstrip("'"))) and not _NUMBER.fullmatch(text)


def guard(text: str) -> str:
    """Make a cell safe to open in a spreadsheet."""
    return f"'{text}" if _is_guarded(text) else text


def unguard(cell: str) -> str:
    """Give back the text that `guard` was given; cells it would not have touched stay as they are."""
    return cell[1:] if cell.startswith("'") and _is_guarded(cell[1:]) else cell
