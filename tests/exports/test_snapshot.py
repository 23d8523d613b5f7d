import json
from dataclasses import replace

import pytest

from accounts.matters import matter_by_slug
from claims.casefile import read_casefile
from claims.quoting import with_quotes
from claims.registers import CLAIMS, EVENTS, REGISTERS
from core import log
from core.canonical import canonical
from core.records import Record, record, revise, withdraw
from exports.selection import Selection, select
from exports.snapshot import TEAM, Snapshot, casefile_from, snapshot, take
from tests.exports.conftest import HEAD, Likes


def taken(likes: Likes, *claims: str) -> Snapshot:
    selection = Selection(claims=claims)
    with likes.database.reading() as session:
        return take(session, select(likes.file, selection), selection)


def told(row: Record) -> dict[str, object]:
    return {
        name: getattr(row, name, "")
        for name in type(row).model_fields
        if name not in TEAM
    }


def test_a_snapshot_is_plain_data_and_one_way_to_write_it(likes: Likes) -> None:
    value = taken(likes)
    assert json.loads(canonical(value)) == value
    assert canonical(json.loads(canonical(value))) == canonical(value)


def test_the_file_is_built_again_from_the_data_alone(likes: Likes) -> None:
    file = with_quotes(likes.file, likes.files)
    again = casefile_from(
        json.loads(canonical(snapshot(select(file, Selection()), Selection(), HEAD)))
    )
    for register in REGISTERS:
        rows, own = again.rows(register.table), file.rows(register.table)
        assert [told(row) for row in rows] == [told(row) for row in own], register.table
    assert again.quotes == file.quotes
    assert again.origins == file.origins
    assert {key: row.sha256 for key, row in again.files_of.items()} == {
        key: row.sha256 for key, row in file.files_of.items()
    }


def test_dates_carry_the_words_that_are_printed(likes: Likes) -> None:
    rulings = taken(likes)["records"]["rulings"]
    assert rulings[0]["date_edtf"] == "2016-11-08"
    assert rulings[0]["date_words"] == "8 November 2016"


def test_the_head_is_that_of_the_last_entry_about_a_record_shown(likes: Likes) -> None:
    value = taken(likes)
    with likes.database.reading() as session:
        assert (
            log.head(session, likes.file.matter.id, value["log"]["size"])[1]
            == value["log"]["root"]
        )
    assert taken(likes) == value


def test_exporting_and_other_records_do_not_move_the_head(likes: Likes) -> None:
    before = taken(likes, "C-003")["log"]
    with likes.database.transaction("alice") as session:
        matter = matter_by_slug(session, "likes")
        extra = record(session, EVENTS, matter.id, {"title": "Rain"})
        withdraw(session, extra, "Only a test")
        log.append(session, log.HOUSE, "dossier:exported", "dossier", "x", {})
    assert taken(likes, "C-003")["log"] == before


def test_a_change_of_a_record_shown_moves_the_head(likes: Likes) -> None:
    before = taken(likes, "C-003")["log"]
    with likes.database.transaction("alice") as session:
        file = read_casefile(session, matter_by_slug(session, "likes"))
        claim = next(row for row in file.claims if row.number == 3)
        old = claim.notes
        revise(session, CLAIMS, claim, {"notes": "Changed"})
    after = taken(likes, "C-003")["log"]
    with likes.database.transaction("alice") as session:
        revise(session, CLAIMS, claim, {"notes": old})
    assert after["size"] > before["size"]
    assert after["root"] != before["root"]


@pytest.mark.parametrize("table", ["claims", "evidence"])
def test_replaced_files_and_withdrawn_ties_are_not_in_it(
    likes: Likes, table: str
) -> None:
    file = likes.file
    link = next(
        link
        for link in file.links
        if str(file.by_id[link.owner_id].__tablename__) == table
    )
    gone = type(link)(**{**link.model_dump(), "withdrawn_at": HEAD["as_of"]})
    links = [gone if one.id == link.id else one for one in file.links]
    stored = type(file.files[0])(
        **{**file.files[0].model_dump(), "replaced_at": HEAD["as_of"]}
    )
    changed = replace(file, links=links, files=[stored, *file.files[1:]])
    value = snapshot(select(changed, Selection()), Selection(), HEAD)
    assert link.id not in {row["id"] for row in value["links"]}
    assert stored.id not in {row["id"] for row in value["files"]}
