"""The five ways in which Claimtrail says no. Each carries a sentence for the reader and a stable code for machines."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with one field: its name, the value given, and a sentence that says what would be right."""

    field: str
    value: str
    sentence: str


class ClaimtrailError(Exception):
    """What every refusal of ours is."""

    code = "error"

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class Invalid(ClaimtrailError):
    """The input cannot be taken as it is; `problems` names each field."""

    code = "invalid"

    def __init__(self, sentence: str, problems: tuple[Problem, ...] = ()) -> None:
        super().__init__(sentence)
        self.problems = problems


class Missing(ClaimtrailError):
    """It does not exist, or the asker may not know that it does."""

    code = "missing"


class Refused(ClaimtrailError):
    """Not allowed: not to this person, or not now."""

    code = "refused"


class Conflict(ClaimtrailError):
    """Somebody was faster, or the name is taken."""

    code = "conflict"


class Corrupt(ClaimtrailError):
    """A hash, a chain or an archive does not match what it should."""

    code = "corrupt"
