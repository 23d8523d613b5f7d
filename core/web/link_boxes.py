"""Boxes that point to other records: one, several with or without a role, or words that may name one."""

from typing import Any

from core.errors import Invalid
from core.fields import Field, Link, Links, TextOrLink, Tie
from core.records import Register
from core.web.boxes import Box, Data, Setting, box_for
from core.web.directory import Directory, Option

LISTED = (
    60  # more options than these are not listed one by one; their numbers are typed
)


class LinkBox(Box):
    """One record: chosen from a list, or by its number where the list would be too long."""

    kind = "link"

    def __init__(self, field: Link | TextOrLink, setting: Setting) -> None:
        super().__init__(field, setting)
        self.to = field.to

    @property
    def directory(self) -> Directory:
        """Give the records to choose from."""
        assert self.setting.directory is not None  # noqa: S101 - a form with links is made with one
        return self.setting.directory

    @property
    def empty(self) -> list[Register]:
        """Give the registers to choose from, where there is nothing to choose."""
        return self.directory.empty(self.to)

    @property
    def is_long(self) -> bool:
        """Say whether there are too many records for a list."""
        return self.directory.has_more(self.to)

    @property
    def groups(self) -> dict[str, list[Option]]:
        """Give the options by kind of record; what is chosen is among them even when it is withdrawn."""
        found: dict[str, list[Option]] = {}
        for option in self.directory.options(self.to):
            found.setdefault(option.noun, []).append(option)
        listed = {option.number for options in found.values() for option in options}
        if self.text and self.text not in listed and self._id():
            found["chosen now"] = [Option(self.text, "", "chosen now")]
        return found

    def _id(self) -> str | None:
        return self.directory.id_of(self.text, self.to)

    def fill(self, value: Any) -> None:
        """Show the record's number."""
        self.known = value
        ref = self.directory.refs([value], self.to).get(value) if value else None
        self.text = ref.register.number(ref.row) if ref else ""

    def take(self, data: Data) -> None:
        """Take a number; the capitals of its letters do not matter."""
        self.text = data.get(self.name, "").strip().upper()

    def value(self) -> Any:
        """Find the record."""
        if not self.text:
            return None
        found = self._id()
        if found is None:
            raise Invalid(
                f"There is no record {self.text[:40]} here that this can point to"
            )
        return found


class TextOrLinkBox(LinkBox):
    """Words as printed, or the number of a record."""

    kind = "text_or_link"

    def fill(self, value: Any) -> None:
        """Show the words, or the number."""
        if isinstance(value, Tie):
            super().fill(value.target)
        else:
            self.text = value
        self.known = value

    def take(self, data: Data) -> None:
        """Take the words exactly."""
        self.text = data.get(self.name, "")

    def value(self) -> str | Tie:
        """Give the record when the words are the number of one, else the words."""
        found = self._id() if self.text else None
        return Tie(found) if found else self.text


class LinksBox(Box):
    """Several records, each perhaps in a role."""

    kind = "links"

    def __init__(self, field: Links, setting: Setting) -> None:
        super().__init__(field, setting)
        self.links = field
        self.roles: dict[str, str] = {}  # by number, in the order chosen

    @property
    def directory(self) -> Directory:
        """Give the records to choose from."""
        assert self.setting.directory is not None  # noqa: S101 - a form with links is made with one
        return self.setting.directory

    @property
    def options(self) -> list[Option]:
        """Give the records to tick: those ticked first, even when they are withdrawn, so that none is out of sight."""
        found = {option.number: option for option in self.directory.options(self.links.to)}  # fmt: skip
        ticked = [found.pop(number, Option(number, "", "")) for number in self.roles]
        return [*ticked, *found.values()]

    @property
    def empty(self) -> list[Register]:
        """Give the registers to choose from, where there is nothing to choose."""
        return self.directory.empty(self.links.to)

    @property
    def is_long(self) -> bool:
        """Say whether numbers are typed instead of ticked."""
        to = self.links.to
        return self.directory.has_more(to) or len(self.directory.options(to)) > LISTED

    @property
    def is_open(self) -> bool:
        """Say whether something is ticked or wrong."""
        return bool(self.roles or self.error)

    @property
    def described_by(self) -> str:
        """Name the explanation of how numbers are typed, too."""
        how = f"{self.id}-how" if self.is_long else ""
        return f"{super().described_by} {how}".strip()

    def fill(self, value: tuple[Tie, ...]) -> None:
        """Tick the records of the list."""
        self.known = value
        refs = self.directory.refs([tie.target for tie in value], self.links.to)
        for tie in value:
            if ref := refs.get(tie.target):
                number = ref.register.number(ref.row)
                roles = [self.roles.get(number, ""), tie.role]
                self.roles[number] = "; ".join(role for role in roles if role)
        self.text = "; ".join(
            f"{role}={number}" if role else number
            for number, role in self.roles.items()
        )

    def take(self, data: Data) -> None:
        """Take ticks and roles, or typed numbers: `N-001; N-002`, with roles `plaintiff=N-001`; a role ticks its row."""
        self.text = data.get(f"{self.name}_typed", "").strip()
        asked = f"{self.name}_role_"
        told = {
            key.removeprefix(asked): role.strip()
            for key, role in data.items()
            if key.startswith(asked) and role.strip()
        }
        ticked = dict.fromkeys([*data.getlist(self.name), *told])
        self.roles = {number: told.get(number, "") for number in ticked}
        for part in filter(None, (part.strip() for part in self.text.split(";"))):
            role, _, number = part.rpartition("=")
            number = number.strip().upper()
            both = [self.roles.get(number, ""), role.strip()]
            self.roles[number] = "; ".join(part for part in both if part)

    def value(self) -> tuple[Tie, ...]:
        """Find the records; those that stood before keep their order."""
        ties = [
            tie
            for number, role in self.roles.items()
            for tie in self._ties(number, role)
        ]
        before = {tie.target: place for place, tie in enumerate(self.known)}
        ties.sort(key=lambda tie: before.get(tie.target, len(before)))
        return tuple(dict.fromkeys(ties))

    def _ties(self, number: str, role: str) -> list[Tie]:
        target = self.directory.id_of(number, self.links.to)
        if target is None:
            raise Invalid(
                f"There is no record {number[:40]} here that this can point to"
            )
        roles = [part.strip() for part in role.split(";") if part.strip()]
        for part in roles:
            if self.links.roles and part not in self.links.roles:
                raise Invalid(
                    f"“{part[:40]}” is not one of: {', '.join(self.links.roles)}"
                )
            if "\x00" in part or len(part) > 200:
                raise Invalid(f"The role of {number} is at most 200 characters of text")
        return [Tie(target, part) for part in roles or [""]]


@box_for.register
def _(field: Link, setting: Setting) -> Box:
    return LinkBox(field, setting)


@box_for.register
def _(field: TextOrLink, setting: Setting) -> Box:
    return TextOrLinkBox(field, setting)


@box_for.register
def _(field: Links, setting: Setting) -> Box:
    return LinksBox(field, setting)


def boxes(fields: tuple[Field, ...], setting: Setting) -> list[Box]:
    """Make the boxes of a form."""
    return [box_for(field, setting) for field in fields]
