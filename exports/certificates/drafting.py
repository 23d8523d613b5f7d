"""A draft of a certificate, from beginning to end: gathered, written, drawn.

A certificate is a person's statement: the program fills in what its records hold and leaves the rest to be written and
signed. Forms: US Federal Rules of Evidence 902(13) and (14), signed as 28 U.S.C. 1746 allows; India, Bharatiya Sakshya
Adhiniyam 2023, section 63(4)(c) and its Schedule.
"""

from sqlmodel import Session

from accounts.models import Matter
from core.blobs import FileStore
from core.errors import Invalid, Refused
from exports.certificates.gathering import gather
from exports.certificates.wording import FORMS, certificate
from exports.finish import finish
from exports.render.child import pdf_from
from exports.render.page import html_of


def draft(session: Session, files: FileStore, matter: Matter, number: str, form: str) -> bytes:  # fmt: skip
    """Make the draft of a certificate as PDF/A-2a and PDF/UA-1.

    Raises:
        Invalid: there is no such form.
        Missing: there is no such item, or its bytes are not in the store.
        Refused: there is nothing to certify, or the form is not for an item held like this.
        Corrupt: the stored file is not what was received.
    """
    if form not in FORMS:
        raise Invalid(f"“{form[:40]}” is no form. The forms are {', '.join(FORMS)}.")
    certified = gather(session, files, matter, number)
    if form == "fre-902-13" and certified.capture is None:
        raise Refused(
            f"{number} was handed over, not captured by this program: whoever ran the process that made it must certify that. "
            "For the copy that is held, use the form for rule 902(14)."
        )
    html = html_of(certificate(certified, form))
    return finish(
        pdf_from(html, "bundle", lambda step: None), [], certified.drafted_at
    )[0]
