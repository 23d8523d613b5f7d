import stat
from pathlib import Path

import pytest

from core.errors import Invalid
from core.settings import read_settings


def test_nothing_needs_to_be_set(tmp_path: Path) -> None:
    settings = read_settings({"CLAIMTRAIL_DATA": str(tmp_path)}, tmp_path)
    assert settings.database_url == f"sqlite:///{tmp_path}/claimtrail.db"
    assert settings.files == tmp_path / "files"


def test_the_file_sets_the_same_and_the_environment_wins(tmp_path: Path) -> None:
    (tmp_path / "claimtrail.toml").write_text(
        'data = "here"\ndatabase_url = "postgresql://db/claims"'
    )
    settings = read_settings({"CLAIMTRAIL_DATA": str(tmp_path)}, tmp_path)
    assert settings.data == tmp_path
    assert settings.database_url == "postgresql+psycopg://db/claims"


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("CLAIMTRAIL_DATABASE", "x", "CLAIMTRAIL_DATABASE is not a setting"),
        (
            "CLAIMTRAIL_DATABASE_URL",
            "mysql://x",
            "must begin with sqlite:/// or postgresql://",
        ),
        ("CLAIMTRAIL_FILES_URL", "s3://bucket", "not part of this version"),
        ("CLAIMTRAIL_TSA_URL", "ftp://tsa.example", "must be the http or https"),
        ("CLAIMTRAIL_TSA_URL", "https://me:word@tsa.example", "without a name or"),
        ("CLAIMTRAIL_TSA_URL", "https:///tsr", "must be the http or https"),
        ("CLAIMTRAIL_TSA_URL", "https://tsa.example:port/", "must be the http or"),
        ("CLAIMTRAIL_TSA_URL", "https://tsa.example/\r\nX: y", "must be the http or"),
        ("CLAIMTRAIL_SIGNING_KEY", "key.p12", "not part of this version"),
    ],
)
def test_what_is_unknown_or_not_possible_is_refused(
    tmp_path: Path, name: str, value: str, sentence: str
) -> None:
    with pytest.raises(Invalid, match=sentence):
        read_settings({name: value}, tmp_path)


def test_a_file_that_is_no_toml_is_refused(tmp_path: Path) -> None:
    (tmp_path / "claimtrail.toml").write_text("data =")
    with pytest.raises(Invalid, match=r"claimtrail\.toml cannot be read"):
        read_settings({}, tmp_path)


def test_the_key_is_made_once_and_for_its_owner_alone(tmp_path: Path) -> None:
    settings = read_settings({"CLAIMTRAIL_DATA": str(tmp_path)}, tmp_path)
    key = settings.secret_key()
    assert len(key) == 32
    assert settings.secret_key() == key
    assert stat.S_IMODE(settings.secret_key_file.stat().st_mode) == 0o600


def test_a_key_that_others_can_read_is_refused(tmp_path: Path) -> None:
    settings = read_settings({"CLAIMTRAIL_DATA": str(tmp_path)}, tmp_path)
    settings.secret_key()
    settings.secret_key_file.chmod(0o644)
    with pytest.raises(Invalid, match="chmod 600"):
        settings.secret_key()


def test_an_authority_is_an_address_and_its_certificates_lie_with_the_data(
    tmp_path: Path,
) -> None:
    settings = read_settings(
        {"CLAIMTRAIL_DATA": str(tmp_path), "CLAIMTRAIL_TSA_URL": "https://tsa.example/tsr"}, tmp_path
    )  # fmt: skip
    assert settings.tsa_url == "https://tsa.example/tsr"
    assert settings.tsa_certificates == tmp_path / "tsa.pem"
