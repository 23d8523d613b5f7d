"""A document of blocks as one page of HTML, through templates of our own in a sandbox."""

import base64
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

from jinja2 import FileSystemLoader, StrictUndefined
from jinja2.sandbox import SandboxedEnvironment

from exports.blocks import Break, Document, Runs, Text
from exports.render.scripts import drawable, is_right_to_left, pieces

TEMPLATES = Path(__file__).resolve().parents[2] / "templates" / "dossier"
HEADER = 84  # characters of a title that a running header has room for
LONG = 2_000  # characters from which a block may be parted over two pages


def html_of(document: Document) -> str:
    """Draw the document as HTML."""
    return _environment().get_template("dossier.html").render(document=document)


def _environment() -> SandboxedEnvironment:
    environment = SandboxedEnvironment(
        loader=FileSystemLoader(TEMPLATES),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(
        kind=_kind,
        pieces=pieces,
        drawable=drawable,
        shortened=_shortened,
        is_web=_is_web,
        is_long=lambda block: _length(block) > LONG,
        as_data=_as_data,
        lines=_lines,
        is_right_to_left=is_right_to_left,
        runs_right_to_left=_runs_right_to_left,
    )
    return environment


def _kind(block: object) -> str:
    return type(block).__name__.lower()


def _shortened(text: str) -> str:
    line = " ".join(drawable(text).split())
    return line if len(line) <= HEADER else f"{line[:HEADER].rstrip()}…"


def _is_web(url: str) -> bool:
    """Say whether an address may be live: nothing but plain web addresses (no script, no file)."""
    return (
        url.startswith(("http://", "https://")) and url.isprintable() and " " not in url
    )


def _as_data(svg: str) -> str:
    return (
        f"data:image/svg+xml;base64,{base64.b64encode(drawable(svg).encode()).decode()}"
    )


def _runs_right_to_left(runs: Runs) -> bool:
    said = "".join(run.text for run in runs if isinstance(run, Text))
    return is_right_to_left(said)


def _lines(runs: Runs) -> list[Runs]:
    """Part runs at their line ends, so that each line has its own direction."""
    found: list[Runs] = [()]
    for run in runs:
        if isinstance(run, Break):
            found.append(())
        else:
            found[-1] = (*found[-1], run)
    return found


def _length(value: Any) -> int:
    """Count the characters that a block prints."""
    if isinstance(value, str):
        return len(value)
    if isinstance(value, tuple):
        return sum(_length(one) for one in value)
    if is_dataclass(value):
        return sum(_length(getattr(value, field.name)) for field in fields(value))
    return 0
