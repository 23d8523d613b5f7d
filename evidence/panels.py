"""What higher rooms know of an item, offered for its page: `app.py` registers them, this room imports none."""

from collections.abc import Callable
from dataclasses import dataclass

from sqlmodel import Session

from accounts.models import Matter
from evidence.models import EvidenceItem


@dataclass(frozen=True)
class Use:
    """One place that rests on an item: which record uses it (`key` is its id), for what, how, and what it quotes, with its state."""

    number: str
    url: str
    for_number: str
    for_url: str
    title: str
    how: str
    quote: str = ""
    pinpoint: str = ""
    state: str = ""
    warning: str = ""
    key: str = ""


Panel = Callable[[Session, Matter, EvidenceItem], list[Use]]
