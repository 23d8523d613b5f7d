"""Commands of the evidence room: the stored files. Exit status 0 fine, 1 the answer is no."""

import sys

import click

from core.canonical import Json, canonical
from core.house import House
from evidence.files import examine


def register(group: click.Group, house: House) -> None:
    """Add `claimtrail files verify`."""

    @group.group("files")
    def files_group() -> None:
        """The stored originals."""

    @files_group.command("verify")
    @click.option(
        "--json", "as_json", is_flag=True, help="One JSON value on standard output."
    )
    def verify(*, as_json: bool) -> None:
        """Hash every stored file again and hold it against its hash."""
        with house.database.reading() as session:
            examined = list(examine(session, house.files))
        faults = [file for file in examined if file.fault]
        if as_json:
            named: list[Json] = [
                {"sha256": f.sha256, "names": list(f.names), "fault": f.fault}
                for f in faults
            ]
            answer: Json = {
                "valid": not faults,
                "files": len(examined),
                "faults": named,
            }
            print(canonical(answer).decode())
        else:
            for file in faults:
                print(f"{file.sha256} ({', '.join(file.names)}): {file.fault}")
            print(f"{len(examined)} stored files, {len(faults)} with a fault.")
        sys.exit(1 if faults else 0)
