"""Claimtrail: the application and the command, wired together and nothing more."""

import os
import sys
from pathlib import Path

import click
from flask import Flask

import accounts.cli
import accounts.cli_serve
import accounts.views
import claims.cli
import claims.cli_checks
import claims.cli_log
import claims.cli_timeline
import claims.jobs
import claims.views_checks
import claims.views_front
import claims.views_panel
import claims.views_records
import claims.views_timeline
import core.cli
import core.dates.cli
import core.jobs_stamps
import core.web.reading
import evidence.cli
import evidence.jobs
import evidence.recovery
import evidence.views
import evidence.views_item
import exports.cli
import exports.views
from accounts import guard
from claims.registers import REGISTERS
from core.commands import Commands
from core.errors import ClaimtrailError
from core.house import House, open_house
from core.settings import Settings, read_settings
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
    accounts.cli_serve,
    claims.cli,
    claims.cli_checks,
    claims.cli_log,
    claims.cli_timeline,
    core.cli,
    evidence.cli,
    exports.cli,
)
HANDLERS = {
    **core.jobs_stamps.HANDLERS,
    **evidence.jobs.HANDLERS,
    **claims.jobs.HANDLERS,
}
DAILY = ("verify files", "stamp head")
AT_START = (evidence.recovery.recover,)


def create_app(settings: Settings | None = None) -> Flask:
    """Make the web application of an installation."""
    house = open_house(settings or read_settings(os.environ, Path.cwd()), HANDLERS)
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

    core.dates.cli.register(claimtrail)
    for cli in CLIS:
        cli.register(claimtrail, house)
    return claimtrail


def main() -> None:
    """Run the command; settings that are unknown or unsafe are refused at once."""
    try:
        house = House(read_settings(os.environ, Path.cwd()), HANDLERS, DAILY, AT_START)
    except ClaimtrailError as error:
        click.echo(error.sentence, err=True)
        sys.exit(2)
    commands(house)()


if __name__ == "__main__":
    main()
