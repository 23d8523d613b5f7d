"""Claimtrail: the application and the command, wired together and nothing more."""

import os
import sys
from pathlib import Path

import click
from flask import Flask
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

import accounts.cli
import accounts.views
import claims.cli
import claims.cli_checks
import claims.cli_log
import claims.cli_timeline
import claims.views_checks
import claims.views_front
import claims.views_panel
import claims.views_records
import claims.views_timeline
import core.cli
import core.dates.cli
import core.web.reading
import evidence.cli
import evidence.views
import evidence.views_item
import exports.cli
import exports.views
from accounts import guard, people, signin
from claims.registers import REGISTERS
from core.commands import Commands
from core.errors import ClaimtrailError
from core.house import House, open_house
from core.settings import Settings, read_settings
from core.web.addresses import refuse_taken
from core.web.plumbing import make_flask

BLUEPRINTS = (
    core.web.reading.blueprint,
    accounts.views.blueprint,
    *evidence.views.BLUEPRINTS,
    claims.views_records.blueprint,
    claims.views_front.blueprint,
    claims.views_checks.blueprint,
    claims.views_timeline.blueprint,
    exports.views.blueprint,
)
CLIS = (
    accounts.cli,
    claims.cli,
    claims.cli_checks,
    claims.cli_log,
    claims.cli_timeline,
    core.cli,
    evidence.cli,
    exports.cli,
)


def create_app(settings: Settings | None = None) -> Flask:
    """Make the web application of an installation."""
    house = open_house(settings or read_settings(os.environ, Path.cwd()))
    return make_app(house)


def make_app(house: House) -> Flask:
    """Make the web application for an open installation."""
    app = make_flask(house, REGISTERS, BLUEPRINTS)
    evidence.views_item.offer(app, claims.views_panel.uses)
    guard.close(app)
    return app


def commands(house: House) -> click.Group:
    """Gather the commands of all rooms."""

    @click.group(cls=Commands)
    def claimtrail() -> None:
        """Link claims to dated evidence and court rulings."""

    @claimtrail.command()
    @click.option("--port", default=8000, show_default=True, envvar="PORT")
    def serve(port: int) -> None:
        """Serve the pages at http://localhost:PORT, for this machine only."""
        refuse_taken(port)
        with house.database.transaction("console") as session:
            first = people.ensure_first_administrator(session)
            secret = signin.make_link(session, first) if first else ""
        click.echo(f"Serving at http://localhost:{port}. Ctrl+C stops it.")
        if secret:
            address = accounts.cli.link_address(secret, port)
            click.echo(f"Sign in once, within 30 minutes: {address}")
        Granian(
            "app:create_app", address="127.0.0.1", port=port, interface=Interfaces.WSGI, websockets=False, factory=True,
            workers=2, blocking_threads=8, backpressure=64, respawn_failed_workers=True, log_level=LogLevels.error,
        ).serve()  # fmt: skip

    core.dates.cli.register(claimtrail)
    for cli in CLIS:
        cli.register(claimtrail, house)
    return claimtrail


def main() -> None:
    """Run the command; settings that are unknown or unsafe are refused at once."""
    try:
        house = House(read_settings(os.environ, Path.cwd()))
    except ClaimtrailError as error:
        click.echo(error.sentence, err=True)
        sys.exit(2)
    commands(house)()


if __name__ == "__main__":
    main()
