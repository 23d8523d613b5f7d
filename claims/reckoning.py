"""The arithmetic of figures: which compete, whether parts come to their whole, whether a share fits its count.

- Figures of the same label, unit, window and claim compete. They disagree when two of them cannot both stand as printed.
- Parts that name the figure of their whole must sum to it: exactly, or within the rounding that was printed. Shares (`%`)
  that name the figure of a count must come to 100 %. A lone part whose share is printed beside it, and a lone share, say
  themselves that there is more. A part printed by several items counts once.
- A share fits the count it is the share of when both are printed by one item, of one whole, over one window, and their
  labels name the same part: words such as “share of” do not count, and those of the whole or the unit may be missing.

Values of different units are never compared, converted or added; what cannot be read is left out. No value is preferred.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from claims.casefile import CaseFile, standing
from claims.models import Figure
from claims.printed import (
    PERCENT,
    Printed,
    agree,
    folded,
    in_figures,
    normal_unit,
    read_value,
    unit_of,
)

Family = tuple[str, str, str, str]
WholeKey = tuple[str, ...]
HUNDRED = Printed(Fraction(100), Fraction(100), Fraction(1), is_rounded=False)
EMPTY_WORDS = frozenset(
    {
        "a", "among", "an", "and", "are", "as", "at", "been", "by", "count", "for", "from", "had", "has", "have", "in", "is",
        "number", "of", "on", "part", "parts", "per", "cent", "percent", "percentage", "portion", "proportion", "rate", "share",
        "shares", "that", "the", "their", "these", "those", "to", "total", "was", "were", "which", "who", "whose", "with",
        "within",
    }
)  # fmt: skip


@dataclass(frozen=True)
class SumCheck:
    """A whole and the parts that name it. `shares` when the parts are percentages that must come to 100."""

    whole: Figure
    parts: tuple[Figure, ...]
    printed: Printed
    total: Printed
    shares: bool

    @property
    def adds_up(self) -> bool:
        """Say whether the parts come to the whole, within the rounding printed."""
        return (
            self.total.least <= self.printed.most
            and self.printed.least <= self.total.most
        )

    @property
    def difference(self) -> str:
        """Say by how much the whole misses its own parts: `1,250 short of its own parts`."""
        off = self.total.low - self.printed.low
        side = "short of" if off > 0 else "more than"
        about = "about " if self.total.is_rounded or self.printed.is_rounded else ""
        noun = "part" if len(self.parts) == 1 else "parts"
        return f"{about}{in_figures(abs(off))} {side} its own {noun}"


@dataclass(frozen=True)
class ShareCheck:
    """A printed percentage beside the count and the whole it is the share of."""

    share: Figure
    part: Figure
    whole: str
    printed: Printed
    least: Fraction
    most: Fraction
    computed: Fraction

    @property
    def adds_up(self) -> bool:
        """Say whether the share is what the count and the whole come to, as exactly as they are printed."""
        return self.least <= self.printed.most and self.printed.least <= self.most

    @property
    def in_words(self) -> str:
        """Write our own sum: `20.2 %`."""
        return percentage(self.computed, self.printed.step)


class Figures:
    """The standing figures of a case file, read once, with what can be reckoned from them."""

    def __init__(self, file: CaseFile) -> None:
        self.file = file
        self.rows = [
            row
            for row in standing(file.figures)
            if not file.by_id[row.evidence_id].withdrawn_at
        ]
        self.units = {row.id: unit_of(row.value, row.unit) for row in self.rows}
        self.values = {row.id: self._read(row, row.value) for row in self.rows}
        self._by_id = {row.id: row for row in self.rows}

    def _read(self, row: Figure, text: str, unit: str | None = None) -> Printed | None:
        language = getattr(self.file.by_id[row.evidence_id], "language", "")
        return read_value(text, row.unit if unit is None else unit, language)

    @cached_property
    def families(self) -> list[list[Figure]]:
        """Group the figures that compete, in the order of their numbers."""
        found: dict[Family, list[Figure]] = {}
        for row in self.rows:
            found.setdefault(self.family(row), []).append(row)
        return list(found.values())

    def family(self, row: Figure) -> Family:
        """Give what a figure must share with another to compete with it."""
        window = row.window_edtf or folded(row.window_text)
        return folded(row.label), self.units[row.id], window, row.about_id or ""

    def disagree(self, rows: Iterable[Figure]) -> bool:
        """Say whether two of these figures cannot both stand as printed."""
        read = list({value for row in rows if (value := self.values[row.id])})
        return any(
            not agree(one, other) for n, one in enumerate(read) for other in read[:n]
        )

    @cached_property
    def sums(self) -> list[SumCheck]:
        """Give every whole with the parts that name it, where all can be read."""
        parts: dict[str, list[Figure]] = {}
        for row in self.rows:
            if row.of_value_id in self._by_id and row.of_value_id != row.id:
                parts.setdefault(str(row.of_value_id), []).append(row)
        return [
            check
            for whole, members in sorted(
                parts.items(), key=lambda pair: self._by_id[pair[0]].number
            )
            for check in self._sums_of(self._by_id[whole], members)
        ]

    def _sums_of(self, whole: Figure, parts: list[Figure]) -> list[SumCheck]:
        unit = self.units[whole.id]
        counts = [row for row in parts if self.units[row.id] == unit]
        shares = [row for row in parts if self.units[row.id] == PERCENT != unit]
        printed = self.values[whole.id]
        found = []
        if len(counts) + len(shares) == len(parts):
            lone = len(counts) == 1 and self._has_share(counts[0])
            if printed and counts and not lone:
                found.append(self._sum(whole, counts, printed, shares=False))
            found.append(self._sum(whole, shares, HUNDRED, shares=True))
        return [check for check in found if check]

    def _has_share(self, part: Figure) -> bool:
        return any(
            self.units[row.id] == PERCENT and self._fits(row, part)
            for row in self._of_item[part.evidence_id]
        )

    def _sum(
        self, whole: Figure, parts: list[Figure], printed: Printed, *, shares: bool
    ) -> SumCheck | None:
        once = self._once(whole, parts)
        read = [value for row in once if (value := self.values[row.id])]
        if not read or len(read) < len(once) or (shares and len(once) < 2):
            return None
        step = 2 * sum((value.slack for value in read), Fraction(0))
        low = sum((value.low for value in read), Fraction(0))
        high = sum((value.high for value in read), Fraction(0))
        total = Printed(low, high, step, is_rounded=bool(step))
        return SumCheck(whole, tuple(once), printed, total, shares)

    def _once(self, whole: Figure, parts: list[Figure]) -> list[Figure]:
        """Count a part printed by several items once: as the whole's own item prints it, else as exactly as any does."""
        found: list[Figure] = []
        groups: dict[Family, list[Figure]] = {}
        for row in parts:
            groups.setdefault(self.family(row), []).append(row)
        for rows in groups.values():
            own = [row for row in rows if row.evidence_id == whole.evidence_id]
            if len({row.evidence_id for row in rows}) == 1:
                found += rows
            elif own:
                found += own
            elif self.disagree(rows):
                return []  # which value to add cannot be said; that they differ is said elsewhere
            else:
                found.append(min(rows, key=self._coarseness))
        return found

    def _coarseness(self, row: Figure) -> tuple[bool, Fraction, int]:
        value = self.values[row.id]
        return value is None, value.slack if value else Fraction(0), row.number

    def whole_key(self, row: Figure) -> WholeKey:
        """Say what whole a figure is part of: another figure, or the words printed by this item."""
        if row.of_value_id:
            return ("figure", row.of_value_id)
        words = folded(row.of_value)
        same = [
            other
            for other in self._of_item[row.evidence_id]
            if folded(other.value) == words and other.id != row.id
        ]
        if len(same) == 1:
            return ("figure", same[0].id)
        return ("printed", row.evidence_id, words) if words else ()

    @cached_property
    def _of_item(self) -> dict[str, list[Figure]]:
        found: dict[str, list[Figure]] = {}
        for row in self.rows:
            found.setdefault(row.evidence_id, []).append(row)
        return found

    @cached_property
    def _wholes(self) -> dict[str, WholeKey]:
        return {row.id: self.whole_key(row) for row in self.rows}

    def whole_of(self, part: Figure) -> tuple[str, Printed] | None:
        """Give the whole of a count, as printed and as read, where it is a number of the same unit."""
        key = self._wholes[part.id]
        if not key:
            return None
        whole = self._by_id.get(key[1])
        if key[0] == "printed":
            words, value = part.of_value, self._read(part, part.of_value)
        elif whole is None or self.units[whole.id] != self.units[part.id]:
            return None
        else:
            words, value = whole.value, self.values[whole.id]
        return (words.strip(), value) if value and value.least > 0 else None

    def _fits(self, share: Figure, part: Figure) -> bool:
        """Say whether a percentage is the share of this count, both printed by one item."""
        windows = {
            row.window_edtf or folded(row.window_text) for row in (share, part)
        } - {""}
        return (
            bool(self._wholes[share.id])
            and self._wholes[share.id] == self._wholes[part.id]
            and len(windows) < 2
            and self._alike(share, part)
        )

    def _alike(self, share: Figure, part: Figure) -> bool:
        """Say whether two labels name the same part: words of the whole and of the unit may be left out of either."""
        key = self._wholes[part.id]
        whole = self._by_id.get(key[1]) if key[0] == "figure" else None
        taken = _words(f"{part.unit} {whole.label if whole else part.of_value}")
        one, other = _gist(share), _gist(part)
        return one == other or ((one <= other or other <= one) and one ^ other <= taken)

    @cached_property
    def shares(self) -> list[ShareCheck]:
        """Give every percentage whose count and whole are printed beside it, where all can be read."""
        found = []
        for share in self.rows:
            if self.units[share.id] == PERCENT and self._wholes[share.id]:
                checks = [
                    check
                    for part in self._of_item[share.evidence_id]
                    if self.units[part.id] != PERCENT
                    and self._fits(share, part)
                    and (check := self._share(share, part))
                ]
                found += sorted(checks, key=_closeness)[:1]
        return found

    def _share(self, share: Figure, part: Figure) -> ShareCheck | None:
        printed, value, whole = (
            self.values[share.id],
            self.values[part.id],
            self.whole_of(part),
        )
        if printed is None or value is None or whole is None or value.is_range:
            return None
        least = value.least * 100 / whole[1].most
        most = value.most * 100 / whole[1].least
        computed = value.low * 100 / whole[1].low
        return ShareCheck(share, part, whole[0], printed, least, most, computed)


def percentage(number: Fraction, step: Fraction = Fraction(1, 10)) -> str:
    """Write a percentage of ours as exactly as the printed one it stands beside, or to one decimal."""
    places = len(str(step.denominator)) - 1
    return f"{in_figures(number, places)} %"


def as_printed(row: Figure) -> str:
    """Write a figure's value with its unit, unless the value names it already."""
    value, unit = row.value.strip(), row.unit.strip()
    named = (
        not unit
        or folded(value).endswith(folded(unit))
        or unit_of(value, "") == normal_unit(unit)
    )
    return value if named else f"{value} {unit}"


def _words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", folded(text)))


def _gist(row: Figure) -> frozenset[str]:
    """Give the words of a label that tell one part of a whole from another."""
    return _words(row.label) - EMPTY_WORDS


def _closeness(check: ShareCheck) -> tuple[bool, bool]:
    return _gist(check.share) != _gist(check.part), not check.adds_up
