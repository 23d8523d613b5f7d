"""Commands of the claims room: tables in and out. Exit status 0 fine, 1 the answer is no, 2 wrong use or unreadable input."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from accounts.matters import matter_by_slug
from accounts.models import ORDERS
from claims.casefile import read_casefile
from claims.registers import REGISTERS
from claims.tables.columns import columns_of, normal_name, table_named
from claims.tables.importing import Destination, Outcome, import_delivery
from claims.tables.opening import Delivery, open_delivery
from claims.tables.planning import Options
from claims.tables.sample import load_sample
from claims.tables.writing import write_tables
from core.canonical import canonical
from core.dates.cli import language_tag
from core.errors import Invalid
from core.house import House

ACTOR = "console"
SHOWN = 50  # rejected rows that are told one by one to people; JSON has all
as_json_option = click.option(
    "--json", "as_json", is_flag=True, help="One JSON value on standard output."
)
IMPORT_PARAMETERS: list[click.Parameter] = [
    click.Argument(["path"], type=click.Path(path_type=Path)),
    click.Option(["--matter", "slug"], required=True, metavar="SLUG", help="Opened when there is none."),
    click.Option(["--name"], default="", help="What a new matter is called."),
    click.Option(["--kind"], default="", metavar="TABLE", help="The table that one file holds."),
    click.Option(["--map", "renames"], default="", metavar="OUR=THEIRS,…", help="Our columns under their names."),
    click.Option(["--date-order"], type=click.Choice(ORDERS), help="How 3/4/16 is read; else the matter's order."),
    click.Option(["--language"], default="", callback=language_tag, metavar="TAG", help="The language of dates; else the matter's."),
    click.Option(["--dry-run"], is_flag=True, help="Check everything, write nothing."),
    click.Option(["--partial"], is_flag=True, help="Write the good rows where others are rejected."),
    click.Option(["--json", "as_json"], is_flag=True, help="One JSON value on standard output."),
]  # fmt: skip


def register(group: click.Group, house: House) -> None:
    """Add `claimtrail sample`, `import` and `tables`."""
    _add_sample(group, house)
    _add_import(group, house)
    _add_tables(group, house)


def _add_sample(group: click.Group, house: House) -> None:
    @group.command("sample")
    @as_json_option
    def sample(*, as_json: bool) -> None:
        """Load the sample matter “likes”; a second time changes nothing."""
        with house.database.transaction(ACTOR) as session:
            outcome = load_sample(session, house.files)
        _tell(outcome, Options(), as_json=as_json)
        sys.exit(1 if outcome.rejected else 0)


def _add_import(group: click.Group, house: House) -> None:
    def import_(
        *, path: Path, kind: str, renames: str, as_json: bool, **how: Any
    ) -> None:
        into = Destination(how["slug"], how["name"])
        options = Options(
            how["date_order"], how["language"], how["partial"], how["dry_run"]
        )
        with open_delivery(path, kind, _renames(renames, kind)) as delivery:
            for left in delivery.left_out:
                click.echo(
                    f"Left out: {left} is no table, and no row names it.", err=True
                )
            outcome = _import(house, delivery, into, options)
        _tell(outcome, options, as_json=as_json)
        sys.exit(1 if outcome.rejected and not options.partial else 0)

    group.add_command(
        click.Command(
            "import", params=IMPORT_PARAMETERS, callback=import_,
            help="Import PATH: a folder or .zip of tables with files/, or one .csv, .tsv, .xlsx or .json table.",
        )
    )  # fmt: skip


def _import(
    house: House, delivery: Delivery, into: Destination, options: Options
) -> Outcome:
    database = house.database
    rows = sum(len(table.rows) for table in delivery.tables)
    opened = database.reading() if options.dry_run else database.transaction(ACTOR)
    with opened as session, _progress(2 * rows) as tick:
        return import_delivery(session, house.files, delivery, into, options, tick)


@contextmanager
def _progress(rows: int) -> Iterator[Callable[[], None]]:
    hidden = not sys.stderr.isatty()
    with click.progressbar(
        length=rows, label="Importing", file=sys.stderr, hidden=hidden
    ) as bar:
        yield lambda: bar.update(1)


def _renames(text: str, kind: str) -> dict[str, str]:
    """Read `our=theirs,…` into our name by theirs."""
    table = table_named(kind) if kind else None
    ours = {
        column
        for register in ([table] if table else REGISTERS)
        for column in columns_of(register)
    }
    found: dict[str, str] = {}
    for pair in text.split(",") if text else ():
        our, equals, their = (part.strip() for part in pair.partition("="))
        if not equals or not their or normal_name(our) not in ours:
            raise Invalid(
                f"--map {pair}: write our=theirs, where our is one of: {', '.join(sorted(ours))}."
            )
        found[normal_name(their)] = normal_name(our)
    return found


def _tell(outcome: Outcome, options: Options, *, as_json: bool) -> None:
    if as_json:
        click.echo(canonical(outcome.as_json()))
        return
    for row in outcome.rejected[:SHOWN]:
        value = f" “{row.value}”" if row.value else ""
        click.echo(f"{row.file}, row {row.row}, {row.column}{value}: {row.error}")
    if (more := len(outcome.rejected) - SHOWN) > 0:
        click.echo(f"… and {more:,} more; --json gives all.")
    click.echo(
        f"{outcome.rows:,} rows: {outcome.created:,} created, {outcome.updated:,} updated,"
        f" {outcome.unchanged:,} unchanged, {len(outcome.rejected):,} rejected."
    )
    if options.dry_run or (outcome.rejected and not options.partial):
        click.echo("Nothing was written.")


def _add_tables(group: click.Group, house: House) -> None:
    @group.command("tables")
    @click.argument("slug")
    @click.option(
        "-o",
        "folder",
        required=True,
        type=click.Path(path_type=Path),
        help="A new or empty folder, or one of earlier tables.",
    )
    @as_json_option
    def tables(slug: str, folder: Path, *, as_json: bool) -> None:
        """Write the tables of the matter SLUG, with its files; importing them gives an equal matter."""
        with house.database.reading() as session:
            casefile = read_casefile(session, matter_by_slug(session, slug))
            strange = write_tables(casefile, house.files, folder)
        for name in strange:
            click.echo(
                f"files/{name} belongs to no item of this matter; it was left there.",
                err=True,
            )
        counts = {
            register.table: len(casefile.rows(register.table)) for register in REGISTERS
        }
        if as_json:
            click.echo(canonical({"rows": counts, "files": len(casefile.files_of)}))
        else:
            click.echo(
                f"{sum(counts.values()):,} rows and {len(casefile.files_of):,} files in {folder}."
            )
