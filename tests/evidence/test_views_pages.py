import io
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from PIL import Image
from sqlmodel import select

from evidence.models import QuoteAnchor
from tests.kit.pages import Answer, Installation, Visitor, install

TEXT = "The lease ended in May. 😀 Rent was due.\n\nThe lease ended in May, he said.\n"
ROOT = "/m/harbour"
PAGE = f"{ROOT}/evidence/E-001/page/1"


@pytest.fixture
def house(database_url: str, tmp_path: Path) -> Iterator[Installation]:
    made = install(database_url, tmp_path)
    yield made
    made.close()


@pytest.fixture
def alice(house: Installation) -> Visitor:
    return house.visitor("Alice")


def enter(alice: Visitor, name: str, data: bytes) -> None:
    given = {"title": "A letter", "language": "en", "file": (io.BytesIO(data), name)}  # fmt: skip
    saved = alice.post(f"{ROOT}/evidence/new", given, content_type="multipart/form-data")  # fmt: skip
    assert saved.status == 303, saved.text


def cite(alice: Visitor, address: str, **more: str) -> Answer:
    alice.post(f"{ROOT}/claims/new", {"statement": "The lease ended"})
    form = alice.get(address)
    given = {found.attributes["name"]: found.text for found in form.page.all("textarea")}  # fmt: skip
    given |= {found.attributes["name"]: found.attributes.get("value", "") for found in form.page.all("input") if found.attributes.get("name", "").startswith("pinpoint")}  # fmt: skip
    return alice.post(address, {"of": "C-001", "evidence": "E-001", "stance": "supports", **given, **more})  # fmt: skip


def anchors(house: Installation) -> list[QuoteAnchor]:
    with house.house.database.reading() as session:
        return list(session.exec(select(QuoteAnchor)))


def picture() -> bytes:
    made = io.BytesIO()
    Image.new("RGB", (100, 200), (255, 255, 255)).save(made, "PNG")
    return made.getvalue()


@pytest.mark.parametrize("page", ["0", "2", "99999999999999999999"])
def test_a_page_that_the_file_lacks_is_not_found(alice: Visitor, page: str) -> None:
    enter(alice, "a.txt", TEXT.encode())
    for act in ("", "/picture"):
        assert alice.get(f"{ROOT}/evidence/E-001/page/{page}{act}").status == 404
    assert alice.get(f"{ROOT}/evidence/E-001/page/{page}/quote?start=0&end=3").status in {400, 404}  # fmt: skip


def test_an_item_without_a_file_has_no_pages(alice: Visitor) -> None:
    alice.post(f"{ROOT}/evidence/new", {"title": "A letter"})
    assert [alice.get(f"{PAGE}{act}").status for act in ("", "/picture", "/quote?start=0&end=1")] == [404] * 3  # fmt: skip


def test_strangers_see_no_page_and_readers_do_not_quote(house: Installation, alice: Visitor) -> None:  # fmt: skip
    enter(alice, "a.txt", TEXT.encode())
    acts = ("", "/picture", "/quote?start=0&end=3")
    assert [house.visitor("Charlie").get(f"{PAGE}{act}").status for act in acts] == [404] * 3  # fmt: skip
    vera = house.visitor("Vera")
    assert [vera.get(f"{PAGE}{act}").status for act in acts] == [200, 404, 403]
    assert "Quote" not in vera.get(PAGE).page.all("section", id="text")[0].text


def test_chosen_words_fill_the_form_and_are_anchored_where_they_stand(house: Installation, alice: Visitor) -> None:  # fmt: skip
    enter(alice, "a.txt", TEXT.encode())
    start = TEXT.index("Rent")
    there = alice.get(f"{PAGE}/quote?start={start - 1}&end={start + 13}").location
    form = alice.get(there)
    assert form.page.all("textarea", name="quote")[0].text.strip() == "Rent was due."
    assert cite(alice, there).status == 303
    (kept,) = anchors(house)
    assert (kept.kind, kept.state, kept.page, kept.exact) == ("text", "matches", 1, "Rent was due.")  # fmt: skip
    assert (kept.start, kept.end) == (start, start + 13)
    assert kept.prefix.endswith("😀 ")


def test_words_changed_in_the_form_are_not_anchored_at_the_place(house: Installation, alice: Visitor) -> None:  # fmt: skip
    enter(alice, "a.txt", TEXT.encode())
    there = alice.get(f"{PAGE}/quote?start=0&end=9").location
    cite(alice, there, quote="Rent was due")
    assert [found for found in anchors(house) if found.start == 0] == []


@pytest.mark.parametrize("where", ["start=0&end=0", "start=5&end=2", "start=-3&end=2", "start=0&end=9999", "start=x&end=y", "start=39&end=41"])  # fmt: skip
def test_a_place_without_words_is_refused(alice: Visitor, where: str) -> None:
    enter(alice, "a.txt", TEXT.encode())
    assert alice.get(f"{PAGE}/quote?{where}").status == 400


def test_typed_words_lead_on_ask_which_or_show_the_nearest(alice: Visitor) -> None:
    enter(alice, "a.txt", TEXT.encode())
    one = alice.get(f"{PAGE}/quote?words=Rent++was%0Adue")
    assert parse_qs(urlsplit(one.location).query)["start"] == [str(TEXT.index("Rent"))]
    two = alice.get(f"{PAGE}/quote?words=The+lease+ended")
    assert "The words stand 2 times on page 1" in two.text
    assert len([a for a in two.page.all("a") if a.text == "Quote this one"]) == 2
    none = alice.get(f"{PAGE}/quote?words=The+lease+ended+in+June")
    assert none.status == 400
    assert [found.text for found in none.page.all("del")] == ["June"]
    assert [found.text for found in none.page.all("ins")] == ["May."]


@pytest.mark.parametrize("words", ["", "x" * 5000, "zebra"])
def test_words_that_are_nowhere_near_say_so(alice: Visitor, words: str) -> None:
    enter(alice, "a.txt", TEXT.encode())
    answer = alice.get(f"{PAGE}/quote?words={words}")
    assert answer.status == 400
    assert "The nearest passage" not in answer.text


def test_the_words_of_a_quote_are_marked_and_led_to(alice: Visitor) -> None:
    enter(alice, "a.txt", TEXT.encode())
    second = TEXT.rindex("The lease")
    cite(alice, alice.get(f"{PAGE}/quote?start={second}&end={second + 22}").location)
    page = alice.get(f"{PAGE}?quote=CT-001")
    (mark,) = page.page.all("mark")
    assert mark.attributes["data-start"] == str(second)
    assert (mark.attributes["id"], mark.attributes["class"]) == ("CT-001", "chosen")


def test_a_quote_whose_words_moved_says_so(house: Installation, alice: Visitor) -> None:  # fmt: skip
    enter(alice, "a.txt", TEXT.encode())
    cite(alice, alice.get(f"{PAGE}/quote?words=Rent+was+due").location)
    assert "Moved:" not in alice.get(PAGE).text
    given = {"title": "A letter", "file": (io.BytesIO(b"Before. " + TEXT.encode()), "b.txt")}  # fmt: skip
    saved = alice.edit(f"{ROOT}/evidence/E-001", given, content_type="multipart/form-data")  # fmt: skip
    assert saved.status == 303
    said = alice.get(PAGE).text
    assert "Moved: it was quoted from page 1, and its words stand elsewhere now" in said
    assert "Matches the stored file" not in said
    moved = f"{ROOT}/evidence/E-001/moved/CT-001"
    assert house.visitor("Vera").post(moved, {"start": "1"}).status == 403
    assert alice.post(moved, {"start": "1"}).status == 400
    assert alice.post(moved, {"start": str(TEXT.index("Rent") + 8)}).status == 303
    old, new = sorted(anchors(house), key=lambda one: one.start or 0)
    assert (old.replaced_at, new.replaced_at) == (new.made_at, "")
    assert "Moved:" not in alice.get(PAGE).text


def test_a_part_of_a_picture_is_quoted_with_typed_words(house: Installation, alice: Visitor) -> None:  # fmt: skip
    enter(alice, "scan.png", picture())
    assert alice.get(f"{PAGE}/picture").headers["Content-Type"] == "image/png"
    there = alice.get(f"{PAGE}/quote?left=10&top=20&right=50.5&bottom=30").location
    assert cite(alice, there, quote="As typed").status == 303
    (kept,) = anchors(house)
    assert (kept.kind, kept.state, kept.exact) == ("region", "not checkable", "As typed")  # fmt: skip
    assert kept.boxes == "[[1, 1000, 2000, 5050, 3000]]"
    page = alice.get(f"{ROOT}/evidence/E-001").page
    (shown,) = page.all("img", **{"class": "crop"})
    crop = alice.client.get(shown.attributes["src"], base_url="http://localhost").data
    assert Image.open(io.BytesIO(crop)).size == (40, 20)


@pytest.mark.parametrize("box", ["left=50&top=0&right=10&bottom=9", "left=0&top=0&right=101&bottom=9", "left=x&top=&right=1&bottom=1", "left=nan&top=0&right=inf&bottom=1"])  # fmt: skip
def test_what_is_no_box_on_the_page_is_refused(alice: Visitor, box: str) -> None:
    enter(alice, "scan.png", picture())
    assert alice.get(f"{PAGE}/quote?{box}").status == 400
    assert alice.get(f"{PAGE}/picture?box=9,9,1,1").status == 404


@pytest.mark.parametrize("data", [b"%PDF-1.7 nothing", b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 1 0 R>>endobj trailer<</Root 1 0 R>>"])  # fmt: skip
def test_a_hostile_pdf_has_a_page_that_says_why_there_is_no_text(alice: Visitor, data: bytes) -> None:  # fmt: skip
    enter(alice, "bad.pdf", data)
    page = alice.get(PAGE)
    assert "Its text is not here: " in page.text
    assert alice.get(f"{PAGE}/picture").status in {200, 404}
