"""The boxes of a form: what a person typed, kept as typed, and the value it stands for. One class a kind of field."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import singledispatch
from typing import Any

from werkzeug.datastructures import MultiDict

from core.dates import Order
from core.errors import Invalid
from core.fields import Amount, Choice, Field, Text
from core.money import decimals, to_minor, to_plain, without_currency
from core.web.directory import Directory

Data = MultiDict[str, str]


@dataclass(frozen=True)
class Setting:
    """Where a form stands: how its dates are read, and which records it may point to."""

    directory: Directory | None = None
    order: Order | None = None
    language: str = ""


class Box:
    """One field of a form. The fragment that draws it is `templates/forms/_KIND.html`."""

    kind = "text"

    def __init__(self, field: Field, setting: Setting) -> None:
        self.field = field
        self.setting = setting
        self.text = ""
        self.error = ""
        self.known: Any = field.empty()

    @property
    def name(self) -> str:
        """Give the name of its input."""
        return self.field.name

    @property
    def id(self) -> str:
        """Give the id of its input; no other part of a page has ids that begin like it."""
        return f"field-{self.name}"

    @property
    def anchor(self) -> str:
        """Give the id that a message about it points to."""
        return self.id

    @property
    def described_by(self) -> str:
        """Give the ids of what describes its input, for `aria-describedby`."""
        hint = f"{self.id}-hint" if self.field.hint else ""
        error = f"{self.id}-error" if self.error else ""
        return " ".join(part for part in (hint, error) if part)

    def fill(self, value: Any) -> None:
        """Put the value a record has now into the box."""
        self.known = value
        self.text = str(value or "")

    def take(self, data: Data) -> None:
        """Take over what was sent, exactly; line ends become those of text files."""
        self.text = data.get(self.name, "").replace("\r\n", "\n")

    def value(self) -> Any:
        """Give the value that the text stands for.

        Raises:
            Invalid: it stands for none; the sentence says what would be right.
        """
        return self.text

    @property
    def is_open(self) -> bool:
        """Say whether it must be seen at once: it holds something, or something is wrong with it."""
        return bool(self.text or self.error)

    @property
    def waits(self) -> bool:
        """Say whether its reading must be confirmed before it is saved."""
        return False


class TextBox(Box):
    """Words; a box of several lines when the field is long or the words already have several."""

    @property
    def rows(self) -> int:
        """Give how many lines the box shows; none: it is a line."""
        field = self.field
        return 5 if (isinstance(field, Text) and field.long) or "\n" in self.text else 0


class ChoiceBox(Box):
    """A word of a closed list."""

    kind = "choice"

    @property
    def words(self) -> list[tuple[str, str]]:
        """Give the words to choose from, each as it is offered: with what it means, or as only that where it is a code."""
        field = self.field
        assert isinstance(field, Choice)  # noqa: S101 - the dispatch below says so
        told = ((word, field.gloss.get(word, "")) for word in field.words)
        shown = ((word, gloss if field.coded else ", ".join(filter(None, (word, gloss)))) for word, gloss in told)  # fmt: skip
        return [(word, said[:1].upper() + said[1:]) for word, said in shown]


class AmountBox(Box):
    """A sum and its currency."""

    kind = "amount"
    currency = ""

    def fill(self, value: tuple[int, str] | None) -> None:
        """Write the sum as a plain number."""
        self.known = value
        self.text = to_plain(*value) if value else ""
        self.currency = value[1] if value else ""

    def take(self, data: Data) -> None:
        """Take the number and the code."""
        self.text = data.get(self.name, "").strip()
        self.currency = data.get(f"{self.name}_currency", "").strip().upper()

    def value(self) -> tuple[int, str] | None:
        """Read the sum into minor units of its currency."""
        if not self.text and not self.currency:
            return None
        if not self.currency:
            raise Invalid(without_currency(self.text))
        decimals(self.currency)
        if not self.text:
            raise Invalid(
                "Enter the amount as a plain number, such as 35000 or 35000.50"
            )
        return to_minor(self.text, self.currency), self.currency


@singledispatch
def box_for(field: Field, setting: Setting) -> Box:
    """Make the box for a field."""
    return TextBox(field, setting)


@box_for.register
def _(field: Choice, setting: Setting) -> Box:
    return ChoiceBox(field, setting)


@box_for.register
def _(field: Amount, setting: Setting) -> Box:
    return AmountBox(field, setting)


Values = Mapping[str, Any]
