"""The tables of what is asserted and decided. Lists of records (made by, about, judges …) lie in `record_links`."""

from sqlalchemy import BigInteger, Index
from sqlmodel import Field

from core.records import Record, record_constraints


class Party(Record, table=True):
    """A person or body; other spellings and scripts of the name are separated by semicolons."""

    __tablename__ = "parties"
    __table_args__ = record_constraints("parties")
    name: str
    other_names: str = ""
    kind: str = ""
    role: str = ""
    notes: str = ""


class Claim(Record, table=True):
    """One assertion that can be true or not."""

    __tablename__ = "claims"
    __table_args__ = record_constraints("claims")
    statement: str
    kind: str = ""
    notes: str = ""


class Occasion(Record, table=True):
    """One time a claim was made."""

    __tablename__ = "occasions"
    __table_args__ = (
        *record_constraints("occasions"),
        Index("ix_occasions_dates", "matter_id", "date_class", "date_lo", "id"),
    )
    claim_id: str = Field(foreign_key="claims.id", index=True)
    form: str = ""
    date_text: str = ""
    date_edtf: str = ""
    date_span: str = ""
    date_lo: int | None = Field(default=None, sa_type=BigInteger)
    date_hi: int | None = Field(default=None, sa_type=BigInteger)
    date_class: str = ""
    date_basis: str = ""
    words: str = ""


class Citation(Record, table=True):
    """A claim, event, ruling or finding → an evidence item, with the stance it takes."""

    __tablename__ = "citations"
    __table_args__ = record_constraints("citations")
    of_id: str = Field(index=True)
    evidence_id: str = Field(foreign_key="evidence.id", index=True)
    stance: str
    quote: str = ""
    pinpoint: str = ""
    paraphrase: str = ""
    notes: str = ""


class Event(Record, table=True):
    """A dated fact that is neither claim nor ruling."""

    __tablename__ = "events"
    __table_args__ = (
        *record_constraints("events"),
        Index("ix_events_dates", "matter_id", "date_class", "date_lo", "id"),
    )
    title: str
    date_text: str = ""
    date_edtf: str = ""
    date_span: str = ""
    date_lo: int | None = Field(default=None, sa_type=BigInteger)
    date_hi: int | None = Field(default=None, sa_type=BigInteger)
    date_class: str = ""
    date_basis: str = ""
    description: str = ""


class Figure(Record, table=True):
    """A printed value, with what it is part of, over what time, and the item that prints it."""

    __tablename__ = "figures"
    __table_args__ = record_constraints("figures")
    evidence_id: str = Field(foreign_key="evidence.id", index=True)
    label: str
    value: str
    unit: str = ""
    of_value: str = ""
    of_value_id: str | None = Field(default=None, foreign_key="figures.id")
    window_text: str = ""
    window_edtf: str = ""
    window_span: str = ""
    window_lo: int | None = Field(default=None, sa_type=BigInteger)
    window_hi: int | None = Field(default=None, sa_type=BigInteger)
    window_class: str = ""
    about_id: str | None = Field(default=None, foreign_key="claims.id")


class Proceeding(Record, table=True):
    """One case before one court."""

    __tablename__ = "proceedings"
    __table_args__ = record_constraints("proceedings")
    title: str
    court_id: str | None = Field(default=None, foreign_key="parties.id")
    docket_number: str = ""
    jurisdiction: str = ""
    kind: str = ""
    filed_text: str = ""
    filed_edtf: str = ""
    filed_span: str = ""
    filed_lo: int | None = Field(default=None, sa_type=BigInteger)
    filed_hi: int | None = Field(default=None, sa_type=BigInteger)
    filed_class: str = ""
    stage: str = ""


class Ruling(Record, table=True):
    """What a court issued on a date, with what it did not decide."""

    __tablename__ = "rulings"
    __table_args__ = (
        *record_constraints("rulings"),
        Index("ix_rulings_dates", "matter_id", "date_class", "date_lo", "id"),
    )
    proceeding_id: str = Field(foreign_key="proceedings.id", index=True)
    court_id: str | None = Field(default=None, foreign_key="parties.id")
    date_text: str = ""
    date_edtf: str = ""
    date_span: str = ""
    date_lo: int | None = Field(default=None, sa_type=BigInteger)
    date_hi: int | None = Field(default=None, sa_type=BigInteger)
    date_class: str = ""
    date_basis: str = ""
    kind: str = ""
    holding: str = ""
    not_decided: str = ""
    known_from: str = ""
    effect: str = ""
    on_ruling_id: str | None = Field(default=None, foreign_key="rulings.id")
    finality: str = ""


class Finding(Record, table=True):
    """What one ruling says about one claim."""

    __tablename__ = "findings"
    __table_args__ = record_constraints("findings")
    ruling_id: str = Field(foreign_key="rulings.id", index=True)
    claim_id: str = Field(foreign_key="claims.id", index=True)
    disposition: str
    words: str = ""
    pinpoint: str = ""


class Remedy(Record, table=True):
    """What a ruling ordered; money in minor units with its ISO 4217 code."""

    __tablename__ = "remedies"
    __table_args__ = record_constraints("remedies")
    ruling_id: str = Field(foreign_key="rulings.id", index=True)
    kind: str = ""
    amount_minor: int | None = Field(default=None, sa_type=BigInteger)
    currency: str = ""
    duration: str = ""
    status: str = ""
    notes: str = ""
