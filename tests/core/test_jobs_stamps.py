from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlmodel import select

from accounts.matters import open_matter
from core.house import House
from core.jobs import Job, enqueue
from core.jobs_stamps import HANDLERS
from core.jobs_worker import Worker
from core.settings import read_settings
from core.stamps import HeadStamp
from tests.kit.authority import make_authority, serving


def a_house(url: str, folder: Path, authority: str) -> House:
    environ = {"CLAIMTRAIL_DATA": str(folder), "CLAIMTRAIL_DATABASE_URL": url}
    environ |= {"CLAIMTRAIL_TSA_URL": authority} if authority else {}
    house = House(read_settings(environ, folder), HANDLERS)
    with house.database.transaction("alice") as session:
        for slug in ("harbour", "lease"):
            open_matter(session, slug=slug, name=slug)
    return house


@pytest.fixture
def houses() -> Iterator[list[House]]:
    found: list[House] = []
    yield found
    for house in found:
        house.database.close()


def day(house: House) -> list[HeadStamp]:
    with house.database.transaction("worker") as session:
        enqueue(session, "stamp head", due_at="2026-01-01T00:00:00Z")
    assert Worker(house).run(once=True) == 1
    with house.database.reading() as session:
        assert {job.state for job in session.exec(select(Job))} == {"done"}
        return list(session.exec(select(HeadStamp)))


def test_each_day_the_heads_that_grew_are_stamped(
    database_url: str, tmp_path: Path, houses: list[House]
) -> None:
    with serving(make_authority(tmp_path / "tsa")) as authority:
        house = a_house(database_url, tmp_path, authority.url)
        houses.append(house)
        house.settings.tsa_certificates.write_bytes(authority.pinned.read_bytes())
        first = day(house)
        assert {(row.state, row.asked_by) for row in first} == {("granted", "worker")}
        assert len(day(house)) == len(first) == 2
        with house.database.transaction("alice") as session:
            open_matter(session, slug="more", name="More")
        assert len(day(house)) == 3


def test_an_authority_that_does_not_answer_fails_nothing(
    database_url: str, tmp_path: Path, houses: list[House]
) -> None:
    house = a_house(database_url, tmp_path, "http://127.0.0.1:1/")
    houses.append(house)
    assert {row.state for row in day(house)} == {"unreachable"}


def test_without_an_authority_nothing_is_asked(
    database_url: str, tmp_path: Path, houses: list[House]
) -> None:
    house = a_house(database_url, tmp_path, "")
    houses.append(house)
    assert day(house) == []
