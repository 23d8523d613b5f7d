"""The words in a picture, read by tesseract in the item's languages, where it is installed. Such a text is OCR and says so."""

import subprocess

from babel.core import get_global

from evidence.text.extraction import OCR, Pages, Unreadable

SECONDS = 60  # the child that waits here has its own, shorter limit


def read(data: bytes, languages: tuple[str, ...] = ()) -> Pages:
    """Read a picture."""
    try:
        packs = _packs(languages, _asked("--list-langs").split()[1:])
        made = _asked("stdin", "stdout", "-l", "+".join(packs), given=data)
    except FileNotFoundError as error:
        raise Unreadable("a picture, and tesseract, which reads them, is not installed") from error  # fmt: skip
    except subprocess.SubprocessError as error:
        raise Unreadable("damaged: tesseract cannot read the picture") from error
    pages = made.removesuffix("\f").split("\f")
    if not any(page.strip() for page in pages):
        raise Unreadable("a picture in which tesseract finds no words")
    return Pages(pages)


def _asked(*words: str, given: bytes = b"") -> str:
    return subprocess.run(  # noqa: S603 - no word of it comes from the file
        [OCR, *words], input=given, capture_output=True, check=True, timeout=SECONDS
    ).stdout.decode("utf-8", "replace")


def _packs(languages: tuple[str, ...], installed: list[str]) -> list[str]:
    """Choose the installed language packs (`eng`, `chi_sim`) for language tags (`en`, `zh-Hans`); English where none is given."""
    aliases = get_global("language_aliases")
    wanted = {language.lower().split("-")[0] for language in languages} or {"en"}
    found = [
        pack
        for pack in installed
        if (plain := pack.split("_")[0].lower()) in wanted or aliases.get(plain) in wanted
    ]  # fmt: skip
    if not found:
        raise Unreadable(f"a picture, and tesseract has no pack here for {', '.join(sorted(wanted))}")  # fmt: skip
    return found
