"""Figures side by side, as pages and paper show them: each value as printed and attributed, our own sums beside it.

None is preferred. A row is marked where what one item prints does not fit itself: a total and its own parts, a share and
its own count.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from claims.casefile import CaseFile
from claims.chronology import date_of
from claims.models import Claim, Figure
from claims.printed import PERCENT, Printed, in_figures
from claims.reckoning import Figures, as_printed, percentage
from claims.sheets import origin_name
from evidence.models import EvidenceItem

UNREAD = "Not read as a number"


@dataclass(frozen=True)
class FigureRow:
    """One printed value: who prints it, of what whole, our sum (`2,500 + 3,750 = 6,250`) and what that means."""

    figure: Figure
    item: EvidenceItem
    number: str
    item_number: str
    source: str
    label: str
    window: str
    value: str
    part_of: str
    our_sum: str
    reading: str
    is_odd: bool


@dataclass(frozen=True)
class FigureTable:
    """Values printed for one thing, or, without a label, the values that only one item prints."""

    caption: str
    label: str
    unit: str
    window: str
    rows: tuple[FigureRow, ...]

    @property
    def has_odd(self) -> bool:
        """Say whether a row does not fit itself."""
        return any(row.is_odd for row in self.rows)


def figure_tables(file: CaseFile, claim: Claim | None = None) -> list[FigureTable]:
    """Lay figures side by side.

    Args:
        file: the matter's file.
        claim: only the figures about this claim; without one, all.

    Returns:
        A table for each label, unit and window that is printed more than once, then one of all other figures.
    """
    figures = Figures(file)
    sheet = _Sheet(figures)
    families = [
        rows
        for rows in figures.families
        if claim is None or rows[0].about_id == claim.id
    ]
    tables = [sheet.table(rows) for rows in families if len(rows) > 1]
    rest = [rows[0] for rows in families if len(rows) == 1]
    if rest:
        rows = tuple(sheet.row(figure, [figure]) for figure in rest)
        tables.append(FigureTable("Figures printed once", "", "", "", rows))
    return tables


def window_of(figure: Figure) -> str:
    """Give the time a figure is counted over: as written, else as read."""
    date = date_of(figure, "window")
    return figure.window_text.strip() or (date.words if date else "")


class _Sheet:
    """What is needed for each row, found once."""

    def __init__(self, figures: Figures) -> None:
        self.figures = figures
        self.file = figures.file
        by_fit = sorted(
            figures.sums, key=lambda check: (not check.adds_up, not check.shares)
        )
        self.sums = {
            check.whole.id: check for check in by_fit
        }  # what does not add up wins
        self.shares = {check.share.id: check for check in figures.shares}
        self.addends = {row.id for check in figures.sums for row in check.parts}

    def table(self, rows: Sequence[Figure]) -> FigureTable:
        first = rows[0]
        label, window = first.label.strip(), window_of(first)
        told = "; ".join(filter(None, [first.unit.strip(), window]))
        caption = f"{label[:1].upper()}{label[1:]}" + (f" ({told})" if told else "")
        lines = tuple(self.row(figure, rows) for figure in rows)
        return FigureTable(caption, label, first.unit.strip(), window, lines)

    def row(self, figure: Figure, family: Sequence[Figure]) -> FigureRow:
        item = self.file.by_id[figure.evidence_id]
        assert isinstance(item, EvidenceItem)  # noqa: S101 - the foreign key says so
        our_sum, reading, is_odd = self._reckoned(figure)
        is_bare = len(family) > 1 and self.figures.units[figure.id] != PERCENT
        value = figure.value.strip() if is_bare else as_printed(figure)
        if not reading:
            reading = self._against(figure, family)
        return FigureRow(
            figure, item, self.file.number(figure), self.file.number(item), origin_name(self.file, item),
            figure.label.strip(), window_of(figure), value, self._part_of(figure), our_sum, reading, is_odd,
        )  # fmt: skip

    def _part_of(self, figure: Figure) -> str:
        whole = self.file.by_id.get(figure.of_value_id or "")
        return (
            as_printed(whole) if isinstance(whole, Figure) else figure.of_value.strip()
        )

    def _reckoned(self, figure: Figure) -> tuple[str, str, bool]:
        """Give our sum, what it means, and whether the printed value fails it."""
        if self.figures.values[figure.id] is None:
            return "", UNREAD, False
        if total := self.sums.get(figure.id):
            sign = "≈" if total.total.is_rounded else "="
            our_sum = f"{addition(total.parts)} {sign} {span(total.total)}{' %' if total.shares else ''}"
            return (
                our_sum,
                "Adds up" if total.adds_up else sentence_case(total.difference),
                not total.adds_up,
            )
        if share := self.shares.get(figure.id):
            our_sum = f"{share.part.value.strip()} of {share.whole} = {share.in_words}"
            return our_sum, f"{share.in_words} by our sum", not share.adds_up
        return self._share_of_whole(figure)

    def _share_of_whole(self, figure: Figure) -> tuple[str, str, bool]:
        value, whole = self.figures.values[figure.id], self.figures.whole_of(figure)
        if value is None or whole is None or value.is_range or whole[1].is_range:
            return "", "", False
        if self.figures.units[figure.id] == PERCENT or figure.id in self.addends:
            return "", "", False
        share = percentage(value.low * 100 / whole[1].low)
        return (
            f"{figure.value.strip()} of {whole[0]} = {share}",
            f"{share} by our sum",
            False,
        )

    def _against(self, figure: Figure, family: Sequence[Figure]) -> str:
        """Say how a value stands to the others printed for the same thing."""
        others = [row for row in family if row.id != figure.id]
        read = [row for row in others if self.figures.values[row.id]]
        if not read:
            return ""
        differs = [row for row in read if self.figures.disagree([figure, row])]
        if not differs:
            return "Agrees with the other" + ("s" if len(read) > 1 else "")
        values = {self.figures.values[row.id] for row in read}
        ends = {value.low for value in values if value and not value.is_range}
        own = self.figures.values[figure.id]
        if own and not own.is_range and len(ends) == 1 and len(differs) == len(read):
            off = own.low - ends.pop()
            side = "above" if off > 0 else "below"
            other = "the others" if len(read) > 1 else "the other"
            return f"{in_figures(abs(off))} {side} {other}"
        items = dict.fromkeys(
            self.file.number(self.file.by_id[row.evidence_id]) for row in differs
        )
        return f"Differs from {', '.join(items)}"


def addition(parts: Iterable[Figure]) -> str:
    """Write the parts of a sum as printed: `2,500 + 3,750`."""
    return " + ".join(row.value.strip() for row in parts)


def span(value: Printed) -> str:
    """Write a number of ours, or its two ends."""
    low, high = in_figures(value.low), in_figures(value.high)
    return f"{low} to {high}" if value.is_range else low


def sentence_case(text: str) -> str:
    """Begin with a capital letter."""
    return text[:1].upper() + text[1:]
