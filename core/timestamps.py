"""Time stamps of an outside authority (RFC 3161): asked for over HTTP, and judged against certificates pinned beforehand.

A stamp says that some bytes existed at a time. It says so to whoever trusts the authority, so the verdict is a value with
its reason: `granted` only when the pinned root, and the pinned leaf where there is one, vouch for the signature.
Without a pinned certificate nothing is granted. Only the authority's own address is asked: no proxy, no redirect.
"""

import hashlib
import http.client
import logging
import re
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

from cryptography import x509
from rfc3161_client import (
    HashAlgorithm,
    TimestampRequestBuilder,
    TimeStampResponse,
    VerificationError,
    VerifierBuilder,
    decode_timestamp_response,
)

from core.errors import Invalid

GRANTED = "granted"
STATES = (
    GRANTED, "not trusted", "expired", "imprint differs", "nonce differs", "signature differs", "refused", "malformed",
    "unreachable",
)  # fmt: skip
LIMIT = 65_536  # bytes an answer may have; real ones have 1 to 7 thousand
PATIENCE = 20  # seconds for the whole exchange
ANSWERS = ("granted", "granted with changes", "rejected", "waiting", "revocation warning", "revoked")  # fmt: skip # PKIStatus, RFC 3161, 2.4.2
HASHES = {
    "2.16.840.1.101.3.4.2.1": "sha256",
    "2.16.840.1.101.3.4.2.2": "sha384",
    "2.16.840.1.101.3.4.2.3": "sha512",
}

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a time stamp is worth: one of STATES, the time it names, if it can be read, and why."""

    state: str
    at: str
    reason: str


@dataclass(frozen=True, slots=True)
class Trust:
    """Certificates pinned beforehand: roots that may vouch, those between, and the only leaves that may sign, if any."""

    roots: tuple[x509.Certificate, ...]
    between: tuple[x509.Certificate, ...]
    leaves: tuple[x509.Certificate, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back from an authority: its bytes, or why there are none; and the nonce it was asked with."""

    reply: bytes
    nonce: int
    failure: str


def read_trust(path: Path) -> Trust | None:
    """Read pinned certificates, PEM or one DER, or nothing where there is no file.

    Raises:
        Invalid: the file holds no certificate, or no root.
    """
    if not path.exists():
        return None
    content = path.read_bytes()
    try:
        found = (
            x509.load_pem_x509_certificates(content)
            if b"-----BEGIN" in content
            else [x509.load_der_x509_certificate(content)]
        )
    except ValueError as error:
        raise Invalid(f"{path.name} holds no certificate that can be read.") from error
    roots = tuple(one for one in found if one.issuer == one.subject)
    if not roots:
        raise Invalid(f"{path.name} must hold the root certificate of the authority.")
    rest = [one for one in found if one not in roots]
    between = tuple(one for one in rest if _may_certify(one))
    return Trust(roots, between, tuple(one for one in rest if one not in between))


def _may_certify(certificate: x509.Certificate) -> bool:
    try:
        return bool(
            certificate.extensions.get_extension_for_class(
                x509.BasicConstraints
            ).value.ca
        )
    except x509.ExtensionNotFound:
        return False


def ask(url: str, data: bytes) -> Answer:
    """Ask an authority to stamp the SHA-256 of some bytes, with a fresh nonce, and to send its certificate along."""
    request = (
        TimestampRequestBuilder()
        .data(data)
        .hash_algorithm(HashAlgorithm.SHA256)
        .nonce(nonce=True)
        .cert_request(cert_request=True)
        .build()
    )
    _log.info("Asking %s for a time stamp.", urlsplit(url).netloc)
    try:
        return Answer(_post(url, request.as_bytes()), request.nonce or 0, "")
    except (OSError, http.client.HTTPException) as error:
        failure = str(error) or type(error).__name__
        return Answer(b"", request.nonce or 0, f"{urlsplit(url).netloc}: {failure}")


def _post(url: str, body: bytes) -> bytes:
    """Send one request and read its answer. `http.client` follows no redirect and knows no proxy."""
    parts = urlsplit(url)
    kind = (
        http.client.HTTPSConnection
        if parts.scheme == "https"
        else http.client.HTTPConnection
    )
    connection = kind(parts.hostname or "", parts.port, timeout=PATIENCE / 2)
    try:
        target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        kinds = {"Content-Type": "application/timestamp-query", "Accept": "application/timestamp-reply"}  # fmt: skip
        until = time.monotonic() + PATIENCE
        connection.request("POST", target, body, kinds)
        response = connection.getresponse()
        if response.status != 200:
            raise OSError(f"it answered with status {response.status}")
        return _read(response, until)
    finally:
        connection.close()


def _read(response: http.client.HTTPResponse, until: float) -> bytes:
    content = b""
    while part := response.read1(8192):
        content += part
        if len(content) > LIMIT:
            raise OSError(f"its answer is longer than {LIMIT:,} bytes")
        if time.monotonic() > until:
            raise TimeoutError("its answer did not end in time")
    return content


def judge(
    reply: bytes, data: bytes, trust: Trust | None, nonce: int | None = None
) -> Verdict:
    """Say what an authority's reply is worth for some bytes, and why.

    Args:
        reply: the whole TimeStampResp, in DER.
        data: what is said to be stamped.
        trust: the pinned certificates; without them nothing is granted.
        nonce: what the request carried; nothing where it is not known any more.
    """
    try:
        answer = decode_timestamp_response(reply)
        if answer.status != 0:
            said = "; ".join(answer.status_string)
            kind = ANSWERS[answer.status] if answer.status < len(ANSWERS) else "unknown"
            return Verdict("refused", "", f"The authority's answer is “{kind}”{f': {said[:300]}' if said else ''}.")  # fmt: skip
        moment = answer.tst_info.gen_time.astimezone(UTC)
        return _judge_granted(answer, moment, data, trust, nonce)
    except ValueError as error:
        reason = f"The reply cannot be read as a time stamp: {error}."
        return Verdict("malformed", "", reason[:300])


def _judge_granted(
    answer: TimeStampResponse, moment: datetime, data: bytes, trust: Trust | None, nonce: int | None
) -> Verdict:  # fmt: skip
    at = _instant(moment)
    imprint = answer.tst_info.message_imprint
    kind = HASHES.get(imprint.hash_algorithm.dotted_string)
    if kind is None or hashlib.new(kind, data).digest() != imprint.message:
        return Verdict("imprint differs", at, "It stamps other bytes than these.")
    if nonce is not None and answer.tst_info.nonce != nonce:
        reason = "It answers another request: the nonce is not the one that was sent."
        return Verdict("nonce differs", at, reason)
    if trust is None:
        reason = "No certificate of the authority is pinned, so nobody vouches for it."
        return Verdict("not trusted", at, reason)
    return _judge_signer(answer, moment, data, trust)


def _judge_signer(
    answer: TimeStampResponse, moment: datetime, data: bytes, trust: Trust
) -> Verdict:
    at = _instant(moment)
    signer = _signer(answer, trust)
    if signer is None:
        reason = (
            "It was not signed with a certificate that it carries or that is pinned."
        )
        return Verdict("not trusted", at, reason)
    if trust.leaves and signer not in trust.leaves:
        reason = f"It was signed by {_name(signer)}, with a certificate other than the pinned one."
        return Verdict("not trusted", at, reason)
    if not signer.not_valid_before_utc <= moment <= signer.not_valid_after_utc:
        reason = f"The certificate of {_name(signer)} was not valid at that time, only {_validity(signer)}."
        return Verdict("expired", at, reason)
    return _judge_signature(answer, signer, data, trust, at)


def _judge_signature(
    answer: TimeStampResponse, signer: x509.Certificate, data: bytes, trust: Trust, at: str
) -> Verdict:  # fmt: skip
    verifier = VerifierBuilder(
        roots=list(trust.roots), intermediates=list(trust.between), tsa_certificate=signer
    ).build()  # fmt: skip
    try:
        verifier.verify_message(answer, data)
    except VerificationError as error:
        return _why(str(error), at)
    return Verdict(GRANTED, at, f"Signed by {_name(signer)}, whose certificate is valid {_validity(signer)}.")  # fmt: skip


def _why(said: str, at: str) -> Verdict:
    """Tell a broken signature from an untrusted one; the library says both in OpenSSL's words."""
    if found := re.search(r"Verify error: ([^\"]+)", said):
        state = "expired" if "expired" in found[1] else "not trusted"
        return Verdict(state, at, f"No pinned root vouches for it: {found[1]}.")
    if "signature failure" in said or "digest failure" in said:
        reason = "The signature does not belong to this time stamp: it was changed after signing."
        return Verdict("signature differs", at, reason)
    return Verdict("not trusted", at, said[:300])


def _signer(answer: TimeStampResponse, trust: Trust) -> x509.Certificate | None:
    """Find the signer's certificate by issuer and serial number: in the reply, or among the pinned ones."""
    carried = [
        x509.load_der_x509_certificate(one) for one in answer.signed_data.certificates
    ]
    named = {(one.issuer, one.serial_number) for one in answer.signed_data.signer_infos}
    matching = (
        one
        for one in (*carried, *trust.leaves)
        if (one.issuer, one.serial_number) in named
    )
    return next(matching, None) if len(named) == 1 else None


def _instant(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def _name(certificate: x509.Certificate) -> str:
    return certificate.subject.rfc4514_string()[:200]


def _validity(certificate: x509.Certificate) -> str:
    return f"from {certificate.not_valid_before_utc:%Y-%m-%d} to {certificate.not_valid_after_utc:%Y-%m-%d}"
