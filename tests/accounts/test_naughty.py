import json
import re
from pathlib import Path

import pytest

from claims.registers import REGISTERS
from core.fields import Text
from core.records import Register
from core.web.texts import runs
from tests.kit.pages import Installation, Visitor

NAUGHTY = Path(__file__).parents[2] / "../shared/fixtures/naughty-strings.json"
PER_REGISTER = 45  # of the 515 strings, others for each register: together all of them


@pytest.fixture(scope="module")
def strings() -> list[str]:
    if not NAUGHTY.exists():
        pytest.skip("the naughty strings are not on this machine")
    found: list[str] = json.loads(NAUGHTY.read_text("utf-8"))
    return [text for text in found if text.strip()]


def needed(visitor: Visitor, register: Register) -> dict[str, str]:
    """Give what a record of this register must point to, and choices it must make."""
    page = visitor.get(f"/m/harbour/{register.table}/new").html
    chosen = {}
    for field in register.fields:
        if field.required and not isinstance(field, Text):
            box = re.search(rf'<select[^>]*name="{field.name}".*?</select>', page, re.DOTALL)  # fmt: skip
            assert box
            chosen[field.name] = re.findall(r'value="([^"]+)"', box[0])[0]
    return chosen


def as_shown(text: str) -> str:
    """Write text as a page shows it: hidden characters as their marks, space folded."""
    return " ".join("".join(run.mark or run.text for run in runs(text)).split())


@pytest.mark.parametrize(
    "place", range(len(REGISTERS)), ids=[found.table for found in REGISTERS]
)
def test_every_text_is_shown_as_it_was_given(
    installation: Installation, strings: list[str], place: int
) -> None:
    bob, register = installation.visitor("Bob"), REGISTERS[place]
    for earlier in REGISTERS[:place]:
        plain = {field.name: "x" for field in earlier.fields if isinstance(field, Text) and "url" not in field.name}  # fmt: skip
        bob.post(f"/m/harbour/{earlier.table}/new", {**needed(bob, earlier), **plain})
    base = needed(bob, register)
    texts = [field for field in register.fields if isinstance(field, Text)]
    for number in range(PER_REGISTER):
        text = strings[(place * 43 + number) % len(strings)]
        sent = {field.name: text for field in texts if "url" not in field.name}
        answer = bob.post(f"/m/harbour/{register.table}/new", {**base, **sent})
        if answer.status == 400:
            assert answer.problems, text
            continue
        assert answer.status == 303, text
        shown = bob.get(answer.location)
        assert as_shown(text) in " ".join(shown.page.all("main")[0].text.split()), text


def test_a_web_address_that_is_a_script_is_refused(installation: Installation) -> None:
    bob = installation.visitor("Bob")
    for address in ("javascript:alert(1)", "data:text/html,x", " https://x"):
        answer = bob.post("/m/harbour/sources/new", {"name": "x", "url": address})
        assert answer.problems == ["Enter a web address that begins with http:// or https://."]  # fmt: skip
