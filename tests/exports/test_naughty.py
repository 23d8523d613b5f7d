import json
from pathlib import Path

import pikepdf
import pytest

from core.blobs import FileStore
from exports.dossier import dossier_from
from tests.exports.conftest import snapshot_of
from tests.kit.cases import Case
from tests.kit.verapdf import VeraPdf

STRINGS = Path(__file__).parents[2] / "../shared/fixtures/naughty-strings.json"
EVERY = 9  # of some five hundred
NO_FONT = "\U00020000"  # a rare ideograph that no Noto font draws: such an export stops and names it


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if not STRINGS.exists():
        pytest.skip("the list of naughty strings is not on this machine")
    found = [one for one in json.loads(STRINGS.read_text()) if isinstance(one, str)]
    case = Case()
    case.matter.name = "<b>&amp; {{ 7 * 7 }} \u202eevil"
    claim = case.add("claims", statement="{% raw %} ${x} <script>alert(1)</script>")
    for text in found[::EVERY]:
        if text.strip() and "\x00" not in text and NO_FONT not in text:
            item = case.add("evidence", title=text, description=text, url=text)
            case.cite(claim, item, quote=text, paraphrase=text, pinpoint=text)
    folder = tmp_path_factory.mktemp("naughty")
    path = folder / "naughty.pdf"
    path.write_bytes(dossier_from(snapshot_of(case), FileStore(folder)).pdf)
    return path


@pytest.mark.parametrize("flavour", ["3a", "ua1"])
def test_hostile_text_is_printed_and_stays_archival(
    verapdf: VeraPdf, path: Path, flavour: str
) -> None:
    compliant, failures = verapdf.validate(path, flavour)
    assert compliant, failures


def test_no_link_of_a_hostile_record_is_live_but_to_the_web(path: Path) -> None:
    with pikepdf.open(path) as pdf:
        addresses = [
            str(one.A.URI)
            for page in pdf.pages
            for one in page.get("/Annots", [])
            if "/A" in one
        ]
    assert all(address.startswith(("http://", "https://")) for address in addresses)
