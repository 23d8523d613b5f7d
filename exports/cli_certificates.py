"""The command `claimtrail certificate`: the draft of a custodian's certificate."""

from pathlib import Path

import click

from accounts.matters import matter_by_slug
from core.house import House
from exports.certificates.drafting import draft
from exports.certificates.wording import FORMS


def register(group: click.Group, house: House) -> None:
    """Add `claimtrail certificate`."""

    @group.command("certificate")
    @click.argument("slug")
    @click.argument("number")
    @click.option("--form", required=True, type=click.Choice(tuple(FORMS)))
    @click.option(
        "-o", "path", required=True, type=click.Path(dir_okay=False, path_type=Path)
    )
    def certificate(*, slug: str, number: str, form: str, path: Path) -> None:
        """Write the draft of a certificate for the item NUMBER of the matter SLUG to a PDF file."""
        with house.database.reading() as session:
            matter = matter_by_slug(session, slug)
            made = draft(session, house.files, matter, number.upper(), form)
        path.write_bytes(made)
        print(f"{path}: a draft, to be completed and signed by a person")
