"""The pages of a held file: their pictures and texts, and the way from chosen words or a drawn box to a new citation."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, redirect, render_template, request
from sqlmodel import Session, select
from werkzeug.wrappers import Response

from accounts.guard import Desk, at_matter
from core.errors import Invalid, Missing
from core.references import find
from core.web.addresses import record_url
from core.web.plumbing import house
from core.web.texts import compare
from evidence.models import EvidenceItem, StoredFile
from evidence.pages import PageTexts, nearest, on_page, texts_of, words_at
from evidence.pictures import Box, box_of, crop, picture_of
from evidence.pointing import moment, move
from evidence.quotes import Place
from evidence.registers import EVIDENCE
from evidence.views_item import leaf_of, uses_of

blueprint = Blueprint("leaves", __name__)
ADDRESS = "/m/<slug>/evidence/<number>/page/<int:page>"
MOST_DRAWN = 20_000  # pages; a higher number is no page of any file
SIDES = ("left", "top", "right", "bottom")


def held(
    session: Session, matter_id: str, number: str
) -> tuple[EvidenceItem, StoredFile]:
    """Find an item and its file.

    Raises:
        Missing: there is no such item, or no file is held for it.
    """
    item = find(session, EVIDENCE, matter_id, number)
    query = select(StoredFile).where(StoredFile.item_id == item.id, StoredFile.replaced_at == "")  # fmt: skip
    file = session.exec(query).first()
    if file is None or not isinstance(item, EvidenceItem):
        raise Missing(f"No file is held for {number}.")
    return item, file


@blueprint.get(ADDRESS)
def show(slug: str, number: str, page: int) -> str | Response:
    """Show one page of the file of an item; `?quote=` leads to the page on which that quote stands."""
    with house().database.reading() as session:
        desk = at_matter(session, slug)
        item, file = held(session, desk.matter.id, number)
        uses = uses_of(session, desk.matter, item)
        shown = leaf_of(session, file, uses, page)
        quote = request.args.get("quote", "")
        wanted = shown.page_of(quote) or page
        if wanted != page:
            url = record_url(slug, EVIDENCE, item)
            return redirect(f"{url}/page/{wanted}?{urlencode({'quote': quote})}", 302)
        return render_template(
            "evidence/page.html", desk=desk, register=EVIDENCE, row=item, file=file, uses=uses, here="evidence",
            leaf=shown, chosen=quote,
        )  # fmt: skip


@blueprint.get(f"{ADDRESS}/picture")
def picture(slug: str, number: str, page: int) -> Response:
    """Send the picture of a page, or the part of it that `?box=` asks for."""
    with house().database.reading() as session:
        desk = at_matter(session, slug)
        _, file = held(session, desk.matter.id, number)
        source = texts_of(session, house().files, file).picture
    if source is None or not 0 < page <= MOST_DRAWN:
        raise Missing(f"{number} has no picture of a page {page}.")
    made = picture_of(house().files, house().settings.data / "pictures", *source, page)
    if "box" in request.args:
        box = box_of(request.args["box"])
        if box is None:
            raise Missing("A box is left, top, right and bottom in ten-thousandths of the page.")  # fmt: skip
        made = crop(made, box)
    return Response(made, mimetype="image/png")


@blueprint.get(f"{ADDRESS}/quote")
def quote(slug: str, number: str, page: int) -> str | Response | tuple[str, int]:
    """Go on to a new citation of words chosen on a page, of words typed, or of a box; or say why that cannot be."""
    with house().database.reading() as session:
        desk = at_matter(session, slug, writing=True)
        item, file = held(session, desk.matter.id, number)
        texts = texts_of(session, house().files, file)
    if {"from", "to"} & request.args.keys():
        return _cite(desk, item, page, _times(request.args))
    if {"left", "box"} & request.args.keys():
        return _cite(desk, item, page, {"box": ",".join(map(str, _box(request.args)))})
    if "start" in request.args:
        place = words_at(texts, page, _number("start"), _number("end"))
        if place is None:
            raise Invalid("No words stand there. Go back to the page and choose some.")
        return _cite(desk, item, place.page, span(texts, place))
    return _typed(desk, item, texts, page, request.args.get("words", ""))


@blueprint.post("/m/<slug>/evidence/<number>/moved/<use>")
def confirm(slug: str, number: str, use: str) -> Response:
    """Anchor a quote whose words moved at the place that was shown; the anchor it had is kept, marked as replaced."""
    with house().database.reading() as session:
        desk = at_matter(session, slug, writing=True)
    with house().database.transaction(desk.user.name) as session:
        item, file = held(session, desk.matter.id, number)
        shown = leaf_of(session, file, uses_of(session, desk.matter, item), 1)
        place = shown.places.get(use)
        if place is None or use not in shown.moved or str(place.start) != request.form.get("start"):  # fmt: skip
            raise Invalid("These words do not stand there now. Go back, load the page again, and look at the place once more.")  # fmt: skip
        move(session, shown.anchors[use], file, place)
        url = f"{record_url(slug, EVIDENCE, item)}/page/{place.page}?quote={use}#{use}"
    return redirect(url, 303)


def _typed(
    desk: Desk, item: EvidenceItem, texts: PageTexts, page: int, words: str
) -> str | Response | tuple[str, int]:  # fmt: skip
    """Match typed words against the page: go on where they stand once, else show where they stand or what comes nearest."""
    places = on_page(texts, page, words)
    if len(places) == 1:
        return _cite(desk, item, places[0].page, span(texts, places[0]))
    found = nearest(texts.on(page), words) if 0 < page <= texts.count else ""
    shown = [(place, _address(desk, item, place.page, span(texts, place))) for place in places]  # fmt: skip
    drawn = render_template(
        "evidence/quoting.html", desk=desk, register=EVIDENCE, row=item, here="evidence", page=page, typed=words,
        places=shown, nearest=found, pieces=compare(words, found),
    )  # fmt: skip
    return drawn, 200 if places else 400


def span(texts: PageTexts, place: Place) -> dict[str, Any]:
    """Say from where to where a place goes, in code points of the page that it begins on."""
    begin = texts.joined.begins[place.page - 1] if texts.joined else 0
    return {"start": place.start - begin, "end": place.end - begin}


def _cite(desk: Desk, item: EvidenceItem, page: int, where: Mapping[str, Any]) -> Response:  # fmt: skip
    return redirect(_address(desk, item, page, where), 303)


def _address(desk: Desk, item: EvidenceItem, page: int, where: Mapping[str, Any]) -> str:  # fmt: skip
    number = EVIDENCE.number(item)
    back = f"{record_url(desk.matter.slug, EVIDENCE, item)}/page/{page}"
    asked = {"evidence": number, "page": page, **where, "next": back}
    return f"/m/{desk.matter.slug}/citations/new?{urlencode(asked, safe='/,')}"


def _number(name: str) -> int:
    try:
        return int(request.args.get(name, ""))
    except ValueError:
        return -1


def _times(asked: Mapping[str, str]) -> dict[str, str]:
    """Read from when to when a part of a recording goes.

    Raises:
        Invalid: these are no times, or the end is not after the beginning.
    """
    begin, end = asked.get("from", ""), asked.get("to", "")
    times = moment(begin), moment(end)
    if times[0] is None or times[1] is None or times[0] >= times[1]:
        raise Invalid("Give two times such as 0:01:02 and 0:01:09, the end after the beginning.")  # fmt: skip
    return {"from": begin.strip(), "to": end.strip()}


def _box(asked: Mapping[str, str]) -> Box:
    """Read a box, drawn (`box`) or given by its four sides in percent of the page.

    Raises:
        Invalid: it is no box inside the page.
    """
    words = asked.get("box", "")
    if not words:
        words = ",".join(str(asked.get(side, "")).strip() for side in SIDES)
        try:
            words = ",".join(str(round(float(side) * 100)) for side in words.split(","))
        except (ValueError, OverflowError):
            words = ""
    box = box_of(words)
    if box is None:
        raise Invalid("That is no box on the page. Left must be less than right, top less than bottom, each from 0 to 100 percent.")  # fmt: skip
    return box
