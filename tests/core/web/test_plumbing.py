from pathlib import Path

import pytest

from core.clock import in_words
from core.errors import Invalid
from core.settings import read_settings
from core.web import assets
from core.web.plumbing import size_in_words
from tests.kit.pages import ORIGIN, Installation, Visitor

STATIC = Path(__file__).parents[3] / "static"


def test_a_static_file_may_be_kept_for_good_under_its_present_address(
    alice: Visitor,
) -> None:
    for given, kept in ((assets.stamp(), assets.FOREVER), ("0" * 16, "no-store")):
        path = f"/static/{given}/claimtrail.css"
        answer = alice.client.get(path, base_url=ORIGIN, buffered=True)
        assert answer.headers["Cache-Control"] == kept


@pytest.mark.parametrize("name", ["../app.py", "%2e%2e/app.py", "nothing.css", ""])
def test_nothing_but_static_files_is_sent(alice: Visitor, name: str) -> None:
    assert alice.get(f"/static/{assets.stamp()}/{name}").status == 404


def test_the_stamp_changes_with_any_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(assets, "FOLDER", tmp_path)
    seen = set()
    for content in ("a", "b"):
        (tmp_path / "x.js").write_text(content, "utf-8")
        assets.stamp.cache_clear()
        seen.add(assets.stamp())
    assets.stamp.cache_clear()
    assert len(seen) == 2


def test_what_a_page_loads_stays_small() -> None:
    style = (STATIC / "claimtrail.css").stat().st_size
    scripts = sum(path.stat().st_size for path in STATIC.glob("*.js"))
    assert style <= 45 * 1024
    assert scripts <= 60 * 1024


def test_health_is_good_and_says_when_it_is_not(installation: Installation) -> None:
    nobody = installation.visitor()
    answer = nobody.get("/healthz")
    assert (answer.status, answer.html) == (200, "good")
    installation.house.database.migrate("base")
    answer = nobody.get("/healthz")
    assert answer.status == 503
    assert "tables" in answer.html


def test_the_reading_of_a_date_is_told_as_json(alice: Visitor) -> None:
    def ask(**query: str) -> dict[str, object]:
        found = alice.client.get("/dates/read", query_string=query, base_url=ORIGIN)
        told: dict[str, object] = found.get_json()
        return told

    understood = ask(text="March 2016")
    assert (understood["status"], understood["edtf"]) == ("understood", "2016-03")
    assert str(understood["words"]).startswith("March 2016")
    asked = ask(text="3/4/2016")
    assert asked["status"] == "ambiguous"
    assert asked["choices"] == [
        {"edtf": "2016-04-03", "words": "3 April 2016, a Sunday"},
        {"edtf": "2016-03-04", "words": "4 March 2016, a Friday"},
    ]
    assert ask(text="3/4/2016", order="mdy")["edtf"] == "2016-03-04"
    assert ask(text="3/4/2016", order="nonsense")["status"] == "ambiguous"
    assert ask(text="")["status"] == "refused"
    assert ask(text="x" * 10_000)["status"] == "refused"


def test_another_name_of_the_machine_is_a_setting(tmp_path: Path) -> None:
    environ = {"CLAIMTRAIL_HOSTS": "claims.example.org, Files.example.org"}
    settings = read_settings(environ, tmp_path)
    assert settings.hosts == ("claims.example.org", "Files.example.org")
    with pytest.raises(Invalid, match="is not a host name"):
        read_settings({"CLAIMTRAIL_HOSTS": "https://claims.example.org/"}, tmp_path)


def test_a_moment_and_a_size_are_written_for_readers() -> None:
    assert in_words("2026-11-24T09:12:05Z") == "24 November 2026, 09:12 UTC"
    assert [size_in_words(count) for count in (0, 1, 18204)] == ["0 bytes", "1 byte", "18,204 bytes"]  # fmt: skip
