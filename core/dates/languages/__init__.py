"""The words of dates, language by language: data only, one line a meaning.

Each line is `meaning: word | phrase | …`. The meanings are listed in `core.dates.lexicon`. Month and weekday names
come from CLDR; here stand the spellings CLDR lacks and all other words. Dots after letters are left out.
"""

from core.dates.languages import arabic, asian, chinese, english, european

TEXTS: dict[str, str] = {
    "en": english.ENGLISH,
    "fr": european.FRENCH,
    "de": european.GERMAN,
    "es": european.SPANISH,
    "it": european.ITALIAN,
    "pt": european.PORTUGUESE,
    "nl": european.DUTCH,
    "ru": european.RUSSIAN,
    "pl": european.POLISH,
    "uk": european.UKRAINIAN,
    "bg": european.BULGARIAN,
    "da": european.DANISH,
    "sv": european.SWEDISH,
    "lt": european.LITHUANIAN,
    "lv": european.LATVIAN,
    "he": european.HEBREW,
    "ar": arabic.ARABIC,
    "km": asian.KHMER,
    "th": asian.THAI,
    "vi": asian.VIETNAMESE,
    "zh": chinese.CHINESE,
    "ja": chinese.JAPANESE,
    "ko": chinese.KOREAN,
}

__all__ = ["TEXTS"]
