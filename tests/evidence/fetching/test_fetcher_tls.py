import datetime
import ssl
from collections.abc import Iterator
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from core import clock
from evidence.fetching.fetcher import Fetcher, NotFetched
from tests.kit.sites import Site, serving_site


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    """Certify site.org by itself, for two days."""
    key, name = ec.generate_private_key(ec.SECP256R1()), x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Test")])  # fmt: skip
    now, day = datetime.datetime.fromisoformat(clock.now()), datetime.timedelta(days=1)
    certificate = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number(), now - day, now + day)
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("site.org")]), critical=False)
        .sign(key, hashes.SHA256())
    )  # fmt: skip
    pem = serialization.Encoding.PEM
    path = tmp_path / "site.pem"
    path.write_bytes(
        key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
        + certificate.public_bytes(pem)
    )  # fmt: skip
    return path


@pytest.fixture
def site(certificate: Path) -> Iterator[Site]:
    with serving_site() as found:
        found.certified = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        found.certified.load_cert_chain(certificate)
        found.says("/a", b"here")
        yield found


def fetcher_of(site: Site, host: str, trusted: Path | None) -> Fetcher:
    return Fetcher(
        allow=frozenset({(host, site.port)}), resolve=lambda host, port: ["127.0.0.1"],
        trust=ssl.create_default_context(cafile=trusted),
    )  # fmt: skip


def test_the_name_asked_for_and_not_its_address_is_certified(site: Site, certificate: Path) -> None:  # fmt: skip
    asked: list[str | None] = []
    assert site.certified
    site.certified.sni_callback = lambda sock, name, context: asked.append(name)
    (page,) = fetcher_of(site, "site.org", certificate).fetch(f"https://site.org:{site.port}/a")  # fmt: skip
    assert (page.body, page.address, asked) == (b"here", "127.0.0.1", ["site.org"])


def test_a_certificate_for_another_name_is_not_accepted(site: Site, certificate: Path) -> None:  # fmt: skip
    with pytest.raises(NotFetched, match=r"certificate of other\.org is not accepted"):
        fetcher_of(site, "other.org", certificate).fetch(f"https://other.org:{site.port}/a")  # fmt: skip
    assert site.asked == []


def test_a_certificate_that_nobody_vouches_for_is_not_accepted(site: Site) -> None:
    with pytest.raises(NotFetched, match=r"certificate of site\.org is not accepted"):
        fetcher_of(site, "site.org", None).fetch(f"https://site.org:{site.port}/a")
    assert site.asked == []
