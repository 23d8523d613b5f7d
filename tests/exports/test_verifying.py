import io
import json
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from click.testing import CliRunner
from pikepdf import Array, Dictionary, Name, Pdf, String

import exports.cli
from app import commands
from core.canonical import canonical
from core.errors import Invalid
from core.house import House
from core.settings import read_settings
from exports.dossier import build_dossier
from exports.selection import Selection
from exports.verifying import verify
from tests.exports.conftest import Likes, Printed


def changed(content: bytes, change: Callable[[Pdf], None]) -> bytes:
    with pikepdf.open(io.BytesIO(content)) as pdf:
        change(pdf)
        out = io.BytesIO()
        pdf.save(out)
        return out.getvalue()


def swap_data(pdf: Pdf, old: str, new: str, *, canonically: bool = True) -> None:
    spec = pdf.attachments["dossier.json"]
    text = spec.get_file().read_bytes().decode().replace(old, new)
    content = (
        canonical(json.loads(text))
        if canonically
        else json.dumps(json.loads(text)).encode()
    )
    spec.obj.EF.F.write(content)


def swap_exhibit(pdf: Pdf) -> None:
    pdf.attachments["E-002.txt"].obj.EF.F.write(b"another note")


def add_attachment(pdf: Pdf) -> None:
    pdf.attachments["more.txt"] = pikepdf.AttachedFileSpec(
        pdf, b"more", filename="more.txt"
    )


def hide_attachment(pdf: Pdf) -> None:
    stream = pdf.make_stream(b"hidden", Type=Name.EmbeddedFile)
    note = Dictionary(
        Type=Name.Annot, Subtype=Name.FileAttachment, Rect=Array([0, 0, 9, 9])
    )
    note.FS = Dictionary(Type=Name.Filespec, F=String("x"), EF=Dictionary(F=stream))
    pdf.pages[0].Annots = Array([pdf.make_indirect(note)])


def drop_exhibit(pdf: Pdf) -> None:
    del pdf.attachments["E-003.txt"]


def drop_pages(pdf: Pdf) -> None:
    del pdf.pages[-12:]


def failing(content: bytes, *, render: bool = False) -> set[str]:
    return {
        check.name
        for check in verify(content, render=render).checks
        if check.passed is False
    }


def test_a_dossier_drawn_again_is_the_same_byte_for_byte(printed: Printed) -> None:
    verdict = verify(printed.finished.pdf, render=True)
    assert verdict.valid
    states = {check.name: check.passed for check in verdict.checks}
    assert states.pop("signature") is None
    assert set(states.values()) == {True}


def test_without_drawing_again_it_says_that_it_did_not(printed: Printed) -> None:
    checks = {check.name: check for check in verify(printed.finished.pdf).checks}
    assert checks["render"].passed is None


@pytest.mark.parametrize(
    ("change", "name"),
    [
        (swap_exhibit, "exhibits"),
        (drop_exhibit, "exhibits"),
        (add_attachment, "nothing unlisted"),
        (hide_attachment, "nothing unlisted"),
        (drop_pages, "hashes printed"),
        (lambda pdf: swap_data(pdf, "and", "or", canonically=False), "data"),
        (lambda pdf: swap_data(pdf, "completely twisted", "wholly twisted"), "quotes"),
    ],
)
def test_what_was_altered_is_named(
    printed: Printed, change: Callable[[Pdf], None], name: str
) -> None:
    assert name in failing(changed(printed.finished.pdf, change))


def test_bytes_after_the_end_and_a_moved_date_are_found_by_drawing_again(
    printed: Printed,
) -> None:
    assert failing(printed.finished.pdf + b"\n% more", render=True) == {"render"}
    moved = changed(
        printed.finished.pdf, lambda pdf: swap_data(pdf, '"2016-11-08"', '"2016-11-09"')
    )
    assert failing(moved, render=True) == {"render"}


def test_a_file_of_other_tools_is_not_judged(printed: Printed) -> None:
    def change(pdf: Pdf) -> None:
        swap_data(pdf, '"weasyprint":"70.0"', '"weasyprint":"71.0"')

    checks = {
        check.name: check
        for check in verify(changed(printed.finished.pdf, change), render=True).checks
    }
    assert checks["render"].passed is None
    assert "weasyprint 71.0 there, 70.0 here" in checks["render"].detail


@pytest.mark.parametrize("content", [b"", b"no PDF", b"%PDF-1.7\n%%EOF"])
def test_what_is_no_pdf_is_refused(content: bytes) -> None:
    with pytest.raises(Invalid):
        verify(content)


def test_a_pdf_that_is_no_dossier_is_refused() -> None:
    with Pdf.new() as pdf:
        pdf.add_blank_page()
        out = io.BytesIO()
        pdf.save(out)
    with pytest.raises(Invalid, match=r"carries no dossier\.json"):
        verify(out.getvalue())


@pytest.mark.parametrize(
    "data", [b"{}", b"[1]", b"no json", b'{"format":"claimtrail dossier 9"}']
)
def test_a_dossier_whose_data_cannot_be_read_is_refused(
    printed: Printed, data: bytes
) -> None:
    def change(pdf: Pdf) -> None:
        pdf.attachments["dossier.json"].obj.EF.F.write(data)

    with pytest.raises(Invalid, match=r"dossier\.json inside"):
        verify(changed(printed.finished.pdf, change))


def test_the_command_answers_in_one_json_value_and_by_its_status(
    printed: Printed, tmp_path: Path
) -> None:
    group = commands(
        House(read_settings({"CLAIMTRAIL_DATA": str(tmp_path / "none")}, tmp_path))
    )
    answer = CliRunner().invoke(group, ["verify", str(printed.path), "--json"])
    assert answer.exit_code == 0
    assert json.loads(answer.stdout)["valid"] is True
    altered = tmp_path / "altered.pdf"
    altered.write_bytes(changed(printed.finished.pdf, swap_exhibit))
    answer = CliRunner().invoke(group, ["verify", str(altered)])
    assert answer.exit_code == 1
    assert (
        f"{exports.cli.MARKS[False]}  exhibits: Not what was recorded: E-002.txt."
        in answer.stdout
    )
    assert not (tmp_path / "none").exists()


def test_the_original_of_a_sealed_item_stays_in_the_house(likes: Likes) -> None:
    file = likes.file
    sealed = next(item for item in file.evidence if item.key == "post-2016-03-09")
    sealed.confidentiality = "sealed"
    with likes.database.reading() as session:
        finished = build_dossier(session, file, likes.files, Selection())
    with pikepdf.open(io.BytesIO(finished.pdf)) as pdf:
        assert "E-002.txt" not in pdf.attachments
        assert "E-003.txt" in pdf.attachments
    verdict = verify(finished.pdf)
    assert verdict.valid, verdict


def test_nobody_who_keeps_the_file_is_named_in_its_data(printed: Printed) -> None:
    text = json.dumps(printed.data)
    assert "console" not in text
    assert "recorded_by" not in text
