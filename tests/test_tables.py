from sqlalchemy.orm import configure_mappers
from sqlmodel import SQLModel

from claims.registers import REGISTERS
from core.db import metadata


def test_every_relationship_refuses_to_load_by_itself() -> None:
    configure_mappers()
    lazy = {
        str(relation): relation.lazy
        for mapper in SQLModel._sa_registry.mappers
        for relation in mapper.relationships
    }
    assert {name for name, how in lazy.items() if how != "raise"} == set()


def test_every_table_of_records_carries_its_matter_and_an_index_on_it() -> None:
    for register in REGISTERS:
        table = metadata().tables[register.table]
        leading = {
            index.columns[0].name for index in table.indexes if len(index.columns)
        }
        assert "matter_id" in leading, register.table


def test_numbers_and_keys_stand_once_in_a_matter_by_constraint() -> None:
    for register in REGISTERS:
        constraints = {
            str(constraint.name)
            for constraint in metadata().tables[register.table].constraints
        }
        assert {
            f"uq_{register.table}_number",
            f"uq_{register.table}_key",
        } <= constraints
