"""The text of an e-mail (RFC 5322, MIME): its headers and words, then the web form of them where it has both.

Attachments are named, not read: they are files of their own. A mail without a date is a mail without that line.
"""

from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage, Message

from evidence.text.charsets import decoded
from evidence.text.extraction import Pages, Unreadable
from evidence.text.from_html import visible

HEADERS = ("From", "Sender", "Reply-To", "To", "Cc", "Date", "Subject", "Message-ID")
FORMS = ("text/plain", "text/html")


def read(data: bytes, _languages: tuple[str, ...] = ()) -> Pages:
    """Read an e-mail."""
    message = message_from_bytes(data, _class=EmailMessage, policy=policy.default)
    texts: dict[str, list[str]] = {form: [] for form in FORMS}
    attached: list[str] = []
    left_out: list[str] = []
    for part in message.walk():
        form, name = part.get_content_type(), _name(part)
        if name or form not in FORMS:
            attached += [name] if name else []
            continue
        try:
            texts[form].append(_text(part, form))
        except Unreadable as error:
            left_out.append(str(error))
    plain, web = ("\n".join(texts[form]) for form in FORMS)
    head = "\n".join([*_headers(message), *(f"Attachment: {name}" for name in attached)])  # fmt: skip
    first = f"{head}\n\n{plain or web}"
    remark = f"a part of it is not readable: {left_out[0]}" if left_out else ""
    return Pages([first, web] if plain.strip() and web.strip() else [first], remark)


def _headers(message: Message) -> Iterator[str]:
    for name in HEADERS:
        try:
            values = message.get_all(name, [])
        except Exception:  # noqa: S112 - the parser breaks in many ways on malformed lines, and one of them is no reason to lose the mail
            continue
        yield from (f"{name}: {value}" for value in values)


def _name(part: Message) -> str:
    try:
        return part.get_filename() or ""
    except Exception:  # as above
        return "without a readable name"


def _text(part: Message, form: str) -> str:
    payload = part.get_payload(decode=True)
    if not isinstance(payload, bytes):
        raise Unreadable("it is in no known transfer encoding")
    charset = part.get_content_charset("")
    text = decoded(payload, "" if charset == "us-ascii" else charset)
    return visible(text) if form == "text/html" and text.strip() else text
