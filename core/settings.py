"""Settings, read once at start from the environment and `claimtrail.toml`; what is unknown or unsafe is refused."""

import os
import re
import secrets
import stat
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from core.errors import Invalid

PREFIX = "CLAIMTRAIL_"
HOST = re.compile(r"[a-z0-9]([a-z0-9.-]*[a-z0-9])?", re.IGNORECASE)
KNOWN = (
    "DATA",
    "DATABASE_URL",
    "FILES_URL",
    "SECRET_KEY_FILE",
    "HOSTS",
    "TSA_URL",
    "CAPTURE",
    "SIGNING_KEY",
)
NOT_YET = {
    "SIGNING_KEY": "Signing is not part of this version. Unset CLAIMTRAIL_SIGNING_KEY.",
}


@dataclass(frozen=True, slots=True)
class Settings:
    """What an installation can choose."""

    data: Path
    database_url: str
    files: Path
    secret_key_file: Path
    hosts: tuple[str, ...] = ()  # names to answer under, besides those of this machine
    tsa_url: str = ""  # the authority that stamps heads of the log (RFC 3161)
    capture: bool = True  # whether links may be captured, which sites see
    capture_allow: frozenset[tuple[str, int]] = (
        frozenset()
    )  # hosts and ports besides public ones: for tests, set by no name

    @property
    def tsa_certificates(self) -> Path:
        """Say where the certificates lie that are pinned for the authority: `tsa.pem` in the data folder."""
        return self.data / "tsa.pem"

    def secret_key(self) -> bytes:
        """Give the key that signs forms; made on first use, mode 600. Refuses a key that others may read."""
        path = self.secret_key_file
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            with os.fdopen(
                os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb"
            ) as file:
                file.write(secrets.token_bytes(32))
        if stat.S_IMODE(path.stat().st_mode) & 0o077:
            raise Invalid(
                f"Others may read the secret key {path}. Run: chmod 600 {path}"
            )
        return path.read_bytes()


def read_settings(environ: Mapping[str, str], folder: Path) -> Settings:
    """Read the settings from the environment, which wins, and from `claimtrail.toml` in the folder.

    Raises:
        Invalid: a name is unknown, or a value is unsafe or not possible.
    """
    chosen = {**_from_file(folder / "claimtrail.toml"), **_from_environment(environ)}
    for name, value in chosen.items():
        if name not in KNOWN:
            listed = ", ".join(PREFIX + known for known in KNOWN)
            raise Invalid(
                f"{PREFIX}{name} is not a setting. The settings are {listed}."
            )
        if value and name in NOT_YET:
            raise Invalid(NOT_YET[name])
    data = Path(chosen.get("DATA") or "var").absolute()
    return Settings(
        data=data,
        database_url=_database_url(chosen.get("DATABASE_URL", ""), data),
        files=_files(chosen.get("FILES_URL", ""), data),
        secret_key_file=Path(chosen.get("SECRET_KEY_FILE") or data / "secret.key"),
        hosts=_hosts(chosen.get("HOSTS", "")),
        tsa_url=_tsa_url(chosen.get("TSA_URL", "")),
        capture=_is_on("CAPTURE", chosen.get("CAPTURE", "")),
    )


def _from_environment(environ: Mapping[str, str]) -> dict[str, str]:
    return {
        name.removeprefix(PREFIX): value
        for name, value in environ.items()
        if name.startswith(PREFIX)
    }


def _from_file(path: Path) -> dict[str, str]:
    if not path.exists():
        return {}
    try:
        read = tomllib.loads(path.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise Invalid(f"{path.name} cannot be read: {error}.") from error
    return {
        name.upper().removeprefix(PREFIX): str(value) for name, value in read.items()
    }


def _database_url(url: str, data: Path) -> str:
    if not url:
        return f"sqlite:///{data / 'claimtrail.db'}"
    if url.startswith(("postgresql://", "postgres://")):
        return "postgresql+psycopg://" + url.split("://", 1)[1]
    if url.startswith(("sqlite:///", "postgresql+psycopg://")):
        return url
    raise Invalid(
        "CLAIMTRAIL_DATABASE_URL must begin with sqlite:/// or postgresql://."
    )


def _hosts(text: str) -> tuple[str, ...]:
    names = tuple(name.strip() for name in text.split(",") if name.strip())
    for name in names:
        if not HOST.fullmatch(name):
            raise Invalid(
                f"CLAIMTRAIL_HOSTS: “{name[:80]}” is not a host name. Give names such as claims.example.org, separated by commas."
            )
    return names


def _is_on(name: str, value: str) -> bool:
    if value not in {"", "on", "off"}:
        raise Invalid(f"{PREFIX}{name} is “on” or “off”, not “{value[:40]}”.")
    return value != "off"


def _tsa_url(url: str) -> str:
    try:
        parts = urlsplit(url)
        fits = parts.scheme in {"http", "https"} and parts.hostname and "@" not in parts.netloc and parts.port != 0  # fmt: skip
    except ValueError:
        fits = False
    if url and (not fits or not url.isascii() or not url.isprintable() or " " in url):
        raise Invalid(
            "CLAIMTRAIL_TSA_URL must be the http or https address of an authority, without a name or password in it."
        )
    return url


def _files(url: str, data: Path) -> Path:
    if url.startswith("s3://"):
        raise Invalid(
            "Storing files in S3 is not part of this version. Give CLAIMTRAIL_FILES_URL a folder."
        )
    return Path(url.removeprefix("file://")).absolute() if url else data / "files"
