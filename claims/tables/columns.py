"""What columns each table has: the fields of its Register, spread over the cells of a spreadsheet."""

import re

from claims.registers import BY_TABLE
from core.fields import Amount, Field, Links, When
from core.records import Register

KEY, NUMBER, WITHDRAWN, FILE = "key", "number", "withdrawn", "file"
SPANS = ("throughout", "once within")
FILE_FOLLOWS = ("evidence", "archived_url")


def columns_of_field(field: Field) -> tuple[str, ...]:
    """Give the columns in which a field stands: one, or more for dates, amounts and lists with roles."""
    match field:
        case When():
            return (field.name, f"{field.name}_edtf", f"{field.name}_span")
        case Amount():
            return (field.name, "currency")
        case Links(role_column=beside) if beside:
            return (field.name, beside)
        case _:
            return (field.name,)


def columns_of(register: Register) -> tuple[str, ...]:
    """Give the columns of a table in the order in which they are written; `withdrawn` may be added."""
    found = [KEY, NUMBER] if register.keyed else [NUMBER]
    for field in register.fields:
        found += columns_of_field(field)
        if (register.table, field.name) == FILE_FOLLOWS:
            found.append(FILE)
    return tuple(found)


def normal_name(header: str) -> str:
    """Write a header as columns are named: `Docket Number ` is `docket_number`."""
    return re.sub(r"[\s_-]+", "_", header.strip().casefold())


def table_named(name: str) -> Register | None:
    """Find the table of this name, whatever its case."""
    return BY_TABLE.get(normal_name(name))


def table_list() -> str:
    """Name the tables for a sentence."""
    return ", ".join(BY_TABLE)
