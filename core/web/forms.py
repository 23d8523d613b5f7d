"""A form made from fields: what it shows, what it read, and what is wrong, in the words of the field and of the summary."""

from collections.abc import Iterable, Mapping
from typing import Any

from core.errors import Invalid, Problem
from core.fields import Field
from core.records import Register, check
from core.web import date_box as _dates  # noqa: F401 - registers its box
from core.web.boxes import Box, Data, Setting
from core.web.link_boxes import boxes


class Form:
    """The boxes for some fields, and the rules that hold across them."""

    def __init__(
        self,
        fields: tuple[Field, ...],
        setting: Setting,
        *,
        register: Register | None = None,
    ) -> None:
        self.boxes: list[Box] = boxes(fields, setting)
        self.register = register
        self.problems: list[Problem] = []
        self.values: dict[str, Any] = {}

    def fill(self, values: Mapping[str, Any]) -> None:
        """Show the values of a record."""
        for box in self.boxes:
            if box.name in values:
                box.fill(values[box.name])

    def preset(self, data: Data) -> None:
        """Take what an address asks to be filled in already: `?claim=C-001`."""
        for box in self.boxes:
            if box.name in data:
                box.take(data)

    def read(self, data: Data) -> bool:
        """Take what was sent, keep all of it, and say whether it can be saved now."""
        self.values, problems = {}, []
        for box in self.boxes:
            box.take(data)
            try:
                self.values[box.name] = box.value()
            except Invalid as error:
                problems.append(Problem(box.name, box.text[:80], error.sentence))
        named = {problem.field for problem in problems}
        if self.register:
            wrong = check(self.register, self.values)
            problems += [problem for problem in wrong if problem.field not in named]
        self.blame(problems)
        return not self.problems and not self.waiting

    @property
    def waiting(self) -> list[Box]:
        """Give the boxes whose reading is shown now and saved with the next save."""
        return [box for box in self.boxes if box.waits and not box.error]

    @property
    def first_date(self) -> Box | None:
        """Give the first date box: the one that says how dates are kept."""
        return next((box for box in self.boxes if box.kind == "date"), None)

    def blame(self, problems: Iterable[Problem]) -> None:
        """Put problems beside their fields, in the order of the fields; those about no single field come first."""
        place = {"": -1, **{box.name: at for at, box in enumerate(self.boxes)}}
        known = sorted(problems, key=lambda problem: place.get(problem.field, 999))
        self.problems = known
        for box in self.boxes:
            box.error = next(
                (found.sentence for found in known if found.field == box.name), ""
            )

    def anchor(self, problem: Problem) -> str:
        """Give the id of the input that a problem is about; of the form where it is about no single one."""
        found = (box.anchor for box in self.boxes if box.name == problem.field)
        return next(found, "form")
