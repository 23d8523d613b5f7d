"""The one place that asks the machine for the time."""

import ctypes
from datetime import UTC, datetime

TIME_ERROR = 5  # adjtimex(2): the clock is not synchronised
TIMEX = 512  # bytes: more than any system's struct timex


def now() -> str:
    """Give the present instant as UTC text, `2026-11-24T09:12:05Z` (ISO 8601), as it is stored."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")  # noqa: TID251 - this module is the clock


def instant(text: str) -> datetime:
    """Read an instant that `now` wrote back into an aware datetime."""
    return datetime.strptime(text, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)


def in_words(text: str) -> str:
    """Write a stored instant for readers: `3 November 2026, 10:14 UTC`."""
    moment = instant(text)
    return f"{moment.day} {moment:%B %Y, %H:%M} UTC"


def later(text: str, *, seconds: int) -> str:
    """Give the instant that lies so many seconds after the stored one."""
    moment = datetime.fromtimestamp(instant(text).timestamp() + seconds, UTC)
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def state() -> str:
    """Say what the system says of its clock: `synchronised` by a time service, `not synchronised`, or `not known`."""
    ask = getattr(ctypes.CDLL(None), "adjtimex", None)
    said = ask(ctypes.create_string_buffer(TIMEX)) if ask else -1
    if said == -1:
        return "not known"
    return "not synchronised" if said == TIME_ERROR else "synchronised"
