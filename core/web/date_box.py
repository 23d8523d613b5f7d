"""The one box for dates: words as written, and the reading of them in words before anything is saved.

With a script the reading appears under the box while typing and is acknowledged with the form. Without one the first save
shows it and asks to save again (`waits`). A text with two readings asks which; nothing is guessed.
"""

from typing import Any

from core.dates import Reading, UncertainDate, read, weekday
from core.errors import Invalid
from core.fields import When
from core.web.boxes import Box, Data, Setting, box_for


class DateBox(Box):
    """A date as uncertain as it is."""

    kind = "date"

    def __init__(self, field: When, setting: Setting) -> None:
        super().__init__(field, setting)
        self.acknowledged = ""
        self.chosen = ""

    def fill(self, value: UncertainDate | None) -> None:
        """Show the words as they were written."""
        self.known = value
        self.text = value.text if value else ""
        self.acknowledged = value.edtf if value else ""

    def take(self, data: Data) -> None:
        """Take the words, the reading that was shown, and the choice between two readings."""
        self.text = data.get(self.name, "").strip()
        self.acknowledged = data.get(f"{self.name}_read", "")
        self.chosen = data.get(f"{self.name}_which", "")

    @property
    def anchor(self) -> str:
        """Point to the first choice when there is one to make."""
        return f"{self.id}-1" if self.choices else self.id

    @property
    def described_by(self) -> str:
        """Name the reading among what describes the box."""
        return f"{super().described_by} {self.id}-words".strip()

    @property
    def reading(self) -> Reading:
        """Read the words with the matter's order of day and month and its language."""
        return read(self.text, order=self.setting.order, language=self.setting.language)

    @property
    def is_unchanged(self) -> bool:
        """Say whether the words are still those of the record: then its date stays what it is."""
        return isinstance(self.known, UncertainDate) and self.known.text == self.text

    @property
    def choices(self) -> tuple[UncertainDate, ...]:
        """Give the readings to choose from, when there are several."""
        if not self.text or self.is_unchanged:
            return ()
        return self.reading.choices

    @property
    def offers(self) -> list[tuple[str, str]]:
        """Give each reading to choose from as its EDTF and its words."""
        return [(choice.edtf, offered(choice)) for choice in self.choices]

    @property
    def words(self) -> str:
        """Say how the text is read, or nothing when it is not."""
        if self.is_unchanged and self.known:
            return str(self.known.words)
        if not self.text or self.reading.status != "understood":
            return ""
        return self.reading.words

    @property
    def waits(self) -> bool:
        """Wait for a second save when the reading was not shown yet."""
        if not self.text or self.is_unchanged:
            return False
        date = self.reading.date
        return date is not None and date.edtf != self.acknowledged

    @property
    def reading_edtf(self) -> str:
        """Give the reading that the next save acknowledges."""
        if self.is_unchanged and self.known:
            return str(self.known.edtf)
        date = self.reading.date if self.text else None
        return date.edtf if date else ""

    def value(self) -> Any:
        """Give the date that the words, or the choice, stand for."""
        if not self.text:
            return None
        if self.is_unchanged:
            return self.known
        reading = self.reading
        if reading.date is not None:
            return reading.date
        for choice in reading.choices:
            if choice.edtf == self.chosen:
                return choice
        if reading.choices:
            raise Invalid(f"Say which date {self.text} is")
        raise Invalid(reading.words)


def offered(choice: UncertainDate) -> str:
    """Write one of several readings so that it can be told from the others: a day with its weekday."""
    if choice.is_day and choice.earliest is not None:
        return f"{choice.words}, a {weekday(choice.earliest)}"
    return choice.words


@box_for.register
def _(field: When, setting: Setting) -> Box:
    return DateBox(field, setting)
