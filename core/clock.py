"""The one place that asks the machine for the time."""

from datetime import UTC, datetime


def now() -> str:
    """Give the present instant as UTC text, `2026-11-24T09:12:05Z` (ISO 8601), as it is stored."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")  # noqa: TID251 - this module is the clock


def instant(text: str) -> datetime:
    """Read an instant that `now` wrote back into an aware datetime."""
    return datetime.strptime(text, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)


def later(text: str, *, seconds: int) -> str:
    """Give the instant that lies so many seconds after the stored one."""
    moment = datetime.fromtimestamp(instant(text).timestamp() + seconds, UTC)
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")
