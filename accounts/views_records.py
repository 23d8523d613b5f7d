"""The pages of a register: list, record, history, and the forms that record, revise, withdraw and reinstate.

One object of `RecordPages` stands for one register. A room declares its own in its views and wires them to its blueprint;
a register with a page of its own overrides `show_record`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request
from sqlmodel import Session
from werkzeug.wrappers import Response

from accounts.guard import Desk, at_matter
from accounts.listing import read_page
from accounts.views_meanwhile import Overtaken, refuse_overtaken
from core import records
from core.errors import Invalid, Problem
from core.fields import Text
from core.history import Version, versions
from core.records import REASON_LIMIT, Record, Register
from core.references import by_ids, find, targets, used_by
from core.web.addresses import own_path, record_url
from core.web.boxes import Setting
from core.web.directory import Directory
from core.web.forms import Form
from core.web.plumbing import house, registers
from core.web.showing import Shown, mentioned, shown

Page = str | Response | tuple[str, int]
REASON = (
    Text(
        "reason",
        "Why it is withdrawn",
        f"At most {REASON_LIMIT:,} characters; it is printed wherever the record appears",
        required="Say why it is withdrawn",
        long=True,
    ),
)


@dataclass(frozen=True)
class Listing:
    """How a register is listed: what it is for, the words of its first act, its columns and its filters.

    `later` names the fields that a form keeps folded away until they are asked for; `several` says what many of them are
    called where that is not the name of the table.
    """

    purpose: str
    first: str
    columns: tuple[str, ...]
    filters: tuple[str, ...] = ()
    later: tuple[str, ...] = ()
    several: str = ""


class RecordPages:
    """The pages of one register."""

    def __init__(self, register: Register, listing: Listing) -> None:
        self.register = register
        self.listing = listing

    def wire(self, blueprint: Blueprint) -> None:
        """Give the pages their addresses."""
        table = self.register.table
        base, one = f"/m/<slug>/{table}", f"/m/<slug>/{table}/<number>"
        rules: tuple[tuple[str, str, Callable[..., Page], tuple[str, ...]], ...] = (
            (base, "list", self.index, ("GET",)),
            (f"{base}/new", "new", self.new, ("GET", "POST")),
            (one, "show", self.show, ("GET",)),
            (f"{one}/edit", "edit", self.edit, ("GET", "POST")),
            (f"{one}/withdraw", "withdraw", self.withdraw, ("GET", "POST")),
            (f"{one}/reinstate", "reinstate", self.reinstate, ("POST",)),
            (f"{one}/history", "history", self.history, ("GET",)),
        )
        for rule, act, view, methods in rules:
            blueprint.add_url_rule(rule, f"{table}_{act}", view, methods=methods)

    # reading

    def index(self, slug: str) -> Page:
        """Show fifty records, filtered as the address says."""
        with house().database.reading() as session:
            desk = at_matter(session, slug)
            page = read_page(
                session,
                self.register,
                self._directory(session, desk),
                request.args,
                columns=self.listing.columns,
                filtered=self.listing.filters,
            )
        name = "records/list.html" if page.held else "records/empty.html"
        return self.draw(name, desk, page=page)

    def show(self, slug: str, number: str) -> Page:
        """Show one record."""
        with house().database.reading() as session:
            desk = at_matter(session, slug)
            row = find(session, self.register, desk.matter.id, number)
            return self.show_record(session, desk, row)

    def show_record(self, session: Session, desk: Desk, row: Record) -> Page:
        """Draw the page of a record; a register with a page of its own overrides this."""
        return self.draw(
            "records/show.html",
            desk,
            row=row,
            fields=self.fields_of(session, row),
            uses=used_by(session, registers(), row),
            versions=self.versions(session, row),
        )

    def history(self, slug: str, number: str) -> Page:
        """Show everything that ever happened to one record."""
        with house().database.reading() as session:
            desk = at_matter(session, slug)
            row = find(session, self.register, desk.matter.id, number)
            found = self.versions(session, row)
            return self.draw(
                "records/history.html",
                desk,
                row=row,
                versions=[
                    (version, self._changes(session, version)) for version in found
                ],
            )

    def fields_of(self, session: Session, row: Record) -> list[Shown]:
        """Make the fields of a record ready for a page."""
        values = records.current(session, self.register, row)
        wanted = {
            key
            for field in self.register.fields
            for key in mentioned(field, values[field.name])
        }
        known = by_ids(session, self._targets(), wanted)
        return [
            shown(field, values[field.name], known) for field in self.register.fields
        ]

    def parts(self, session: Session, row: Record) -> list[tuple[str, str]]:
        """Give other rows that belong to a record's history, with what to say when they were added."""
        return []

    def versions(self, session: Session, row: Record) -> list[Version]:
        """Give the versions of a record and of what belongs to it, the latest first."""
        return versions(session, self.register, row, self.parts(session, row))

    def _changes(self, session: Session, version: Version) -> list[tuple[Shown, Shown]]:
        wanted = {
            key
            for change in version.changes
            for value in (change.old, change.new)
            for key in mentioned(change.field, value)
        }
        known = by_ids(session, self._targets(), wanted)
        return [
            (
                shown(change.field, change.old, known),
                shown(change.field, change.new, known),
            )
            for change in version.changes
        ]

    def _targets(self) -> Any:
        return [registers()[table] for table in sorted(targets(self.register))]

    # writing

    def new(self, slug: str) -> Page:
        """Ask for a new record, and enter it."""
        with house().database.reading() as session:
            desk = at_matter(session, slug, writing=True)
            form = self.form(session, desk)
            if request.method == "GET":
                form.preset(request.args)
            elif form.read(request.form):
                return self._record(desk, form)
            return self.ask(desk, form)

    def edit(self, slug: str, number: str) -> Page:
        """Ask what a record should say now, and revise it."""
        with house().database.reading() as session:
            desk = at_matter(session, slug, writing=True)
            row = find(session, self.register, desk.matter.id, number)
            form = self.form(session, desk, row)
            form.fill(records.current(session, self.register, row))
            seen = str(self.versions(session, row)[0].number)
            if request.method == "POST":
                seen = request.form.get("seen", "")
                if form.read(request.form):
                    try:
                        return self._revise(desk, row, form, seen)
                    except Overtaken as error:
                        form.blame(error.problems)
                        seen = str(error.version)
                    except Invalid as error:
                        whole = [Problem("", "", error.sentence)]
                        form.blame(error.problems or whole)
            return self.ask(desk, form, row, seen)

    def form(self, session: Session, desk: Desk, row: Record | None = None) -> Form:
        """Make the form of the register for a matter, and for the record that is there already."""
        return Form(
            self.register.fields, setting(session, desk, row), register=self.register
        )

    def ask(
        self, desk: Desk, form: Form, row: Record | None = None, seen: str = ""
    ) -> Page:
        """Draw the form, with what is wrong and what waits for a second save; `seen` is the version it was opened on."""
        drawn = self.draw("records/form.html", desk, row=row, form=form, seen=seen)
        return drawn, 400 if form.problems else 200

    def _record(self, desk: Desk, form: Form) -> Page:
        with house().database.transaction(desk.user.name) as session:
            row = records.record(
                session, self.register, desk.matter.id, self.values(form)
            )
            session.flush()  # what else belongs to the record points to it
            self.after_saving(session, row, form)
        url = record_url(desk.matter.slug, self.register, row)
        number = self.register.number(row)
        flash(f"{number} is saved.", f"{url}/withdraw Undo: withdraw {number}")
        return redirect(own_path(url), 303)

    def _revise(self, desk: Desk, row: Record, form: Form, seen: str) -> Page:
        number, values = self.register.number(row), self.values(form)
        with house().database.transaction(desk.user.name) as session:
            fresh = find(session, self.register, desk.matter.id, number)
            history = self.versions(session, fresh)
            refuse_overtaken(session, self.register, fresh, history, seen, values)  # fmt: skip
            changed = records.revise(session, self.register, fresh, values)
            changed = self.after_saving(session, fresh, form) or changed
        url = record_url(desk.matter.slug, self.register, row)
        if changed:
            flash(f"{number} is saved.", f"{url}/history See what changed")
        else:
            flash(f"Nothing was changed in {number}.", "")
        return redirect(own_path(url), 303)

    def values(self, form: Form) -> dict[str, Any]:
        """Give the values of a form that belong to the register's own fields."""
        names = {field.name for field in self.register.fields}
        return {name: value for name, value in form.values.items() if name in names}

    def after_saving(self, session: Session, row: Record, form: Form) -> bool:
        """Store what belongs to a record but is no field of it; says whether anything was."""
        return False

    def withdraw(self, slug: str, number: str) -> Page:
        """Ask why a record is withdrawn, and withdraw it."""
        with house().database.reading() as session:
            desk = at_matter(session, slug, writing=True)
            row = find(session, self.register, desk.matter.id, number)
            form = Form(REASON, setting(session, desk))
            if request.method == "POST":
                form.read(request.form)
                try:
                    return self._withdraw(desk, number, form.values["reason"])
                except Invalid as error:
                    form.blame(error.problems or _about_reason(error))
            drawn = self.draw("records/withdraw.html", desk, row=row, form=form)
            return drawn, 400 if form.problems else 200

    def _withdraw(self, desk: Desk, number: str, reason: str) -> Page:
        with house().database.transaction(desk.user.name) as session:
            row = find(session, self.register, desk.matter.id, number)
            records.withdraw(session, row, reason)
        flash(f"{self.register.number(row)} is withdrawn. It can be reinstated.", "")
        return redirect(record_url(desk.matter.slug, self.register, row), 303)

    def reinstate(self, slug: str, number: str) -> Page:
        """Reinstate a withdrawn record."""
        with house().database.reading() as session:
            desk = at_matter(session, slug, writing=True)
        with house().database.transaction(desk.user.name) as session:
            row = find(session, self.register, desk.matter.id, number)
            records.reinstate(session, row)
        flash(f"{self.register.number(row)} is reinstated.", "")
        return redirect(record_url(slug, self.register, row), 303)

    # drawing

    def draw(self, template: str, desk: Desk, **shown_too: Any) -> str:
        """Draw a page about this register."""
        return render_template(
            template,
            desk=desk,
            register=self.register,
            listing=self.listing,
            here=self.register.table,
            **shown_too,
        )

    def _directory(self, session: Session, desk: Desk) -> Directory:
        return Directory(session, registers(), desk.matter.id)


def _about_reason(error: Invalid) -> tuple[Problem, ...]:
    return (Problem("reason", "", error.sentence),)


def setting(session: Session, desk: Desk, row: Record | None = None) -> Setting:
    """Give the setting of a form: the matter's records, but for the one it is about, its order of dates, its language."""
    matter = desk.matter
    return Setting(
        Directory(session, registers(), matter.id, row.id if row else ""),
        matter.date_order or None,  # type: ignore[arg-type] # `describe` lets only the three orders in
        matter.language,
    )
