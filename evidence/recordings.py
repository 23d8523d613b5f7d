"""Recordings of sound and pictures that a page may play: told by their first bytes, never by their names."""

HEAD = 16
BRANDS = {
    b"M4A ": "audio/mp4",
    b"M4B ": "audio/mp4",
}  # of ISO base media files; all others hold video
SIGNS = (
    (b"ID3", "audio/mpeg"),
    (b"OggS", "audio/ogg"),
    (b"\x1a\x45\xdf\xa3", "video/webm"),
)


def recording_type(head: bytes) -> str:
    """Give the media type as which a file may be played; nothing for whatever is no recording.

    Args:
        head: its first bytes, `HEAD` of them.
    """
    if head[4:8] == b"ftyp":
        return BRANDS.get(head[8:12], "video/mp4")
    if head[:4] == b"RIFF" and head[8:12] == b"WAVE":
        return "audio/wav"
    if _is_frame(head):
        return "audio/mpeg"
    return next((kind for sign, kind in SIGNS if head.startswith(sign)), "")


def _is_frame(head: bytes) -> bool:
    """Say whether an MPEG audio frame begins here: eleven bits set, a layer, a bit rate and a sampling rate that exist."""
    if len(head) < 4 or head[0] != 0xFF or head[1] & 0xE0 != 0xE0:
        return False
    return head[1] & 0x18 != 0x08 and head[1] & 0x06 != 0 and head[2] & 0xF0 not in {0x00, 0xF0} and head[2] & 0x0C != 0x0C  # fmt: skip
