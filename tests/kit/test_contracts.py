import pytest

from tests.kit.contracts import by_strangers, up_or_across

SHELVES = ["views | api | cli | jobs", "forms", "*", "models"]


@pytest.mark.parametrize(
    ("importer", "imported"),
    [
        ("claims.models", "claims.citing"),
        ("claims.citing", "claims.forms"),
        ("claims.citing", "claims.views"),
        ("claims.citing", "claims.views_rulings"),
        ("claims.forms", "claims.views.rulings"),
        ("claims.api", "claims.views"),
        ("claims.review.models", "claims.citing"),
    ],
)
def test_an_import_up_or_across_is_found(importer: str, imported: str) -> None:
    assert list(up_or_across(iter([(importer, imported)]), ["claims"], SHELVES)) == [
        (importer, imported)
    ]


@pytest.mark.parametrize(
    ("importer", "imported"),
    [
        ("claims.views", "claims.forms"),
        ("claims.views", "claims.models"),
        ("claims.views_rulings", "claims.views"),
        ("claims.citing", "claims.chronology"),
        ("claims.citing", "claims.review.models"),
        ("claims.citing", "evidence.views"),
        ("core.clock", "core.cli"),
        ("claims", "flask"),
    ],
)
def test_an_import_down_or_out_of_the_room_is_none_of_the_shelves_business(
    importer: str, imported: str
) -> None:
    assert not list(up_or_across(iter([(importer, imported)]), ["claims"], SHELVES))


def test_a_package_is_for_those_named_only() -> None:
    imports = [
        ("claims.views", "flask"),
        ("claims.citing", "flask.globals"),
        ("claims.citing", "json"),
    ]
    assert list(by_strangers(iter(imports), ["flask"], ["*.views"])) == [
        ("claims.citing", "flask.globals")
    ]
