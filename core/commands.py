"""The command group that turns refusals into sentences, exit statuses and, where JSON was asked for, one JSON value."""

import sys
from typing import Any

import click

from core.canonical import canonical
from core.errors import ClaimtrailError, Invalid

JSON = "--json"


class Commands(click.Group):
    """A group whose commands may raise our errors: what cannot be read is status 2, what is not found or not so is 1."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Remember whether one JSON value was asked for."""
        ctx.meta[JSON] = JSON in args
        return super().parse_args(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; say its refusal in a sentence on standard error."""
        try:
            return super().invoke(ctx)
        except (ClaimtrailError, OSError) as error:
            code = error.code if isinstance(error, ClaimtrailError) else "unreadable"
            if ctx.meta[JSON]:
                click.echo(canonical({"error": {"code": code, "sentence": str(error)}}))
            click.echo(str(error), err=True)
            sys.exit(2 if isinstance(error, Invalid | OSError) else 1)
