"""Two kinds of import contract that import-linter lacks; both know a module by the first word of its name.

So `views` and `views_rulings` stand on one shelf, and a new module is held to its shelf before anybody lists it.
"""

from collections.abc import Iterator
from fnmatch import fnmatchcase
from typing import Any

from grimp import ImportGraph
from importlinter import Contract, ContractCheck, fields, output

Import = tuple[str, str]


def up_or_across(
    imports: Iterator[Import], rooms: list[str], shelves: list[str]
) -> Iterator[Import]:
    """Find the imports inside a room that go to a higher shelf, or to another word of the same one.

    Args:
        imports: pairs of importer and imported.
        rooms: the packages in which the shelves stand.
        shelves: from high to low, the words on each divided by ` | `; `*` is for all modules that no word fits.
    """
    heights = {
        word: height
        for height, shelf in enumerate(reversed(shelves))
        for word in shelf.split(" | ")
    }

    def word_of(module: str) -> str:
        words = (name.split("_")[0] for name in module.split(".")[1:])
        return next((word for word in words if word in heights), "*")

    for importer, imported in imports:
        room = importer.split(".")[0]
        if room in rooms and room == imported.split(".")[0]:
            word, other = word_of(importer), word_of(imported)
            if heights[other] > heights[word] or (
                heights[other] == heights[word] and word != other
            ):
                yield importer, imported


def by_strangers(
    imports: Iterator[Import], packages: list[str], importers: list[str]
) -> Iterator[Import]:
    """Find the imports of some packages by modules whose names fit none of the patterns."""
    for importer, imported in imports:
        known = any(fnmatchcase(importer, pattern) for pattern in importers)
        if imported.split(".")[0] in packages and not known:
            yield importer, imported


class _ListingContract(Contract):
    """A contract that single imports break."""

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:  # noqa: FBT001 - import-linter calls it so
        imports = (
            (importer, imported)
            for importer in graph.modules
            for imported in graph.find_modules_directly_imported_by(importer)
        )
        found = sorted(self.broken_by(imports))
        return ContractCheck(kept=not found, metadata={"found": found})

    def render_broken_contract(self, check: ContractCheck) -> None:
        """Print each import that breaks the contract."""
        for importer, imported in check.metadata["found"]:
            output.print_error(f"- {importer} imports {imported}", bold=False)

    def broken_by(self, imports: Iterator[Import]) -> Iterator[Import]:
        """Find the imports that break the contract."""
        raise NotImplementedError


class ShelvesContract(_ListingContract):
    """In every room, imports go down the shelves."""

    type_name = "shelves"
    rooms: Any = fields.ListField(subfield=fields.StringField())
    shelves: Any = fields.ListField(subfield=fields.StringField())

    def broken_by(self, imports: Iterator[Import]) -> Iterator[Import]:
        """Find the imports that go up or across."""
        return up_or_across(imports, self.rooms, self.shelves)


class OnlyContract(_ListingContract):
    """Some packages are for some modules only, whether anybody imports them yet or not."""

    type_name = "only"
    packages: Any = fields.ListField(subfield=fields.StringField())
    importers: Any = fields.ListField(subfield=fields.StringField())

    def broken_by(self, imports: Iterator[Import]) -> Iterator[Import]:
        """Find the imports by other modules."""
        return by_strangers(imports, self.packages, self.importers)
