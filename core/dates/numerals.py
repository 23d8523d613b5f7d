"""Numbers not written in figures of the decimal system: roman and Chinese ones."""

import re

_ROMAN = re.compile(r"(?=[ivx])(x{0,2}|xxx)(ix|iv|v?i{0,3})")
_ROMAN_VALUES = {"i": 1, "v": 5, "x": 10}
_CHINESE = {
    "〇": 0,
    "零": 0,
    "○": 0,
    "一": 1,
    "二": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
    "元": 1,
}
_TENS = {"十": 10, "廿": 20, "卅": 30}
_CHINESE_RUN = re.compile(
    f"[{''.join(_CHINESE)}{''.join(_TENS)}]+(?=\\s*(?:年|月|日|号|號|世纪|世紀))"
)
CHINESE_UNITS = (
    r"(?P<ofcentury>\d\d?)世[纪紀](?P<tens>\d0)年代|(?P<decade2>\d{3}0年代)|(?P<yearunit>\d{1,4})\s*年"
    r"|(?P<monthunit>\d\d?)\s*月(?:份)?|(?P<dayunit>\d\d?)\s*[日号號]"
)


def roman(text: str) -> int:
    """Read a roman number up to 39, in small letters; 0 where the text is none."""
    if not _ROMAN.fullmatch(text):
        return 0
    values = [_ROMAN_VALUES[letter] for letter in text]
    return sum(
        -now if now < after else now
        for now, after in zip(values, [*values[1:], 0], strict=True)
    )


def chinese_numbers(text: str) -> str:
    """Write the Chinese numbers before a unit in figures: `二〇一七年十二月` becomes `2017年12月`."""
    return _CHINESE_RUN.sub(lambda run: _figures(run.group()), text)


def _figures(run: str) -> str:
    if not any(letter in _TENS for letter in run):
        return "".join(str(_CHINESE[letter]) for letter in run)
    total, before = 0, 1
    for letter in run:
        if letter in _TENS:
            total += before * _TENS[letter] if letter == "十" else _TENS[letter]
            before = 1
        elif letter in _CHINESE:
            before = _CHINESE[letter]
    return str(total if run[-1] in _TENS else total + _CHINESE[run[-1]])
