import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from core import timestamps
from core.errors import Invalid
from tests.kit.authority import Authority, make_authority, serving

SHARED = Path(__file__).parents[2] / "../shared/fixtures/rfc3161"
HELLO = b"hello"
FIXTURES = [
    ("identrust/issue-104", "granted", "valid from 2024-10-18 to 2026-01-17"),
    ("sigstage/response-invalid-signature", "signature differs", "changed after"),
    ("sigstage/response-no-embedded-cert", "granted", "CN=sigstore-tsa"),
    ("sigstage/response-sha256", "granted", "CN=sigstore-tsa"),
    ("sigstage/response-sha384", "granted", "CN=sigstore-tsa"),
    ("sigstage/response-sha512", "granted", "CN=sigstore-tsa"),
    # stamped while its certificate was valid, which has run out since: that does not undo it
    ("sigstore.mock/response-expired", "granted", "valid from 2023-01-01 to 2024-01-01"),
    ("test_tsa/response", "granted", "CN=Test TSA Timestamping"),
    ("test_tsa/response-injected-certs", "granted", "CN=Test TSA Timestamping"),
    ("test_tsa/other_response", "not trusted", "other than the pinned one"),
]  # fmt: skip


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Authority]:
    with serving(make_authority(tmp_path_factory.mktemp("tsa") / "own")) as found:
        yield found


@pytest.fixture
def trust(authority: Authority) -> timestamps.Trust:
    found = timestamps.read_trust(authority.pinned)
    assert found
    return found


@pytest.mark.parametrize(("name", "state", "reason"), FIXTURES)
def test_each_reply_of_others_is_told_rightly(
    name: str, state: str, reason: str
) -> None:
    reply = SHARED / f"{name}.tsr"
    if not reply.exists():
        pytest.skip(f"the replies of others are not here: {SHARED}")
    payload = reply.parent / "payload"
    data = payload.read_bytes() if payload.exists() else HELLO
    trust = timestamps.read_trust(reply.parent / "ts_chain.pem")
    verdict = timestamps.judge(reply.read_bytes(), data, trust)
    assert verdict.state == state
    assert reason in verdict.reason
    other = timestamps.judge(reply.read_bytes(), data + b".", trust)
    assert other.state == "imprint differs"
    assert timestamps.judge(reply.read_bytes(), data, trust, 7).state == "nonce differs"
    assert timestamps.judge(reply.read_bytes(), data, None).state == "not trusted"


def test_a_stamp_is_asked_for_and_granted(
    authority: Authority, trust: timestamps.Trust
) -> None:
    answer = timestamps.ask(authority.url, HELLO)
    assert not answer.failure
    verdict = timestamps.judge(answer.reply, HELLO, trust, answer.nonce)
    assert (verdict.state, verdict.at[:2]) == ("granted", "20")
    (authority.folder / "hello").write_bytes(HELLO)
    (authority.folder / "r.tsr").write_bytes(answer.reply)
    command = [
        "openssl",
        "ts",
        "-verify",
        "-in",
        "r.tsr",
        "-data",
        "hello",
        "-CAfile",
        "root.pem",
    ]
    subprocess.run(command, cwd=authority.folder, check=True, capture_output=True)
    again = timestamps.judge(answer.reply, HELLO, trust, answer.nonce + 1)
    assert again.state == "nonce differs"


def test_two_requests_have_two_nonces(authority: Authority) -> None:
    first, second = (timestamps.ask(authority.url, HELLO) for _ in range(2))
    assert first.nonce != second.nonce


def test_a_stamp_of_another_authority_is_not_trusted(
    authority: Authority, tmp_path: Path
) -> None:
    stranger = timestamps.read_trust(make_authority(tmp_path / "stranger").pinned)
    assert stranger
    answer = timestamps.ask(authority.url, HELLO)
    assert timestamps.judge(answer.reply, HELLO, stranger).state == "not trusted"
    roots_only = timestamps.Trust(stranger.roots, (), ())
    verdict = timestamps.judge(answer.reply, HELLO, roots_only)
    assert verdict.state == "not trusted"
    assert "No pinned root" in verdict.reason


def test_a_stamp_made_after_the_certificate_ended_is_expired(tmp_path: Path) -> None:
    with serving(make_authority(tmp_path / "ended", ended=True)) as authority:
        reply = timestamps.ask(authority.url, HELLO).reply
    trust = timestamps.read_trust(authority.pinned)
    assert timestamps.judge(reply, HELLO, trust).state == "expired"


@pytest.mark.parametrize(
    ("instead", "failure"),
    [
        ((302, {"Location": "http://127.0.0.1:1/"}, b""), "status 302"),
        ((500, {}, b""), "status 500"),
        ((200, {}, b"x" * (timestamps.LIMIT + 1)), "longer than"),
    ],
)
def test_an_answer_that_is_none_is_a_failure_with_its_reason(
    authority: Authority, instead: tuple[int, dict[str, str], bytes], failure: str
) -> None:
    authority.instead = instead
    answer = timestamps.ask(authority.url, HELLO)
    authority.instead = None
    assert (answer.reply, failure in answer.failure) == (b"", True)


def test_nobody_there_is_a_failure_and_proxies_are_not_asked(
    monkeypatch: pytest.MonkeyPatch, authority: Authority
) -> None:
    monkeypatch.setenv("http_proxy", authority.url)
    before = len(authority.asked)
    assert timestamps.ask("http://127.0.0.1:1/", HELLO).failure
    assert len(authority.asked) == before


@pytest.mark.parametrize("reply", [b"", b"hello", b"0\x00", bytes(2000)])
def test_what_is_no_reply_is_malformed(reply: bytes, trust: timestamps.Trust) -> None:
    assert timestamps.judge(reply, HELLO, trust).state == "malformed"


def test_a_rejection_is_told_as_one(trust: timestamps.Trust) -> None:
    verdict = timestamps.judge(bytes.fromhex("30053003020102"), HELLO, trust)
    assert (verdict.state, "rejected" in verdict.reason) == ("refused", True)


@pytest.mark.parametrize("content", [b"", b"-----BEGIN nothing", b"0\x03"])
def test_a_file_without_certificates_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "tsa.pem").write_bytes(content)
    with pytest.raises(Invalid, match="no certificate"):
        timestamps.read_trust(tmp_path / "tsa.pem")


def test_a_root_is_needed(tmp_path: Path, authority: Authority) -> None:
    with pytest.raises(Invalid, match="root certificate"):
        timestamps.read_trust(authority.folder / "leaf.pem")
    assert timestamps.read_trust(tmp_path / "none.pem") is None
