"""Addresses of records, and the only ones we send a browser back to."""

import re
import socket

from flask import request

from core.errors import Invalid
from core.records import Record, Register

OWN = re.compile(r"/(?![/\\])[^\x00-\x20\\]*")  # a path on this site, never //elsewhere


def record_url(slug: str, register: Register, row: Record, act: str = "") -> str:
    """Give the address of a record's page, or of one of the acts on it."""
    path = f"/m/{slug}/{register.table}/{register.number(row)}"
    return f"{path}/{act}" if act else path


def own_path(otherwise: str) -> str:
    """Give the page to return to that the request asks for in `next`, if it is one of ours."""
    wanted = request.values.get("next", "")
    return wanted if OWN.fullmatch(wanted) else otherwise


def refuse_taken(port: int) -> None:
    """See that nobody listens on a port of this machine yet.

    Raises:
        Invalid: somebody does.
    """
    try:
        socket.create_server(("127.0.0.1", port)).close()
    except OSError as error:
        raise Invalid(f"Port {port} is in use. Choose another: PORT=8001.") from error
