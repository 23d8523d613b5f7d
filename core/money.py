"""Amounts of money as whole minor units with their ISO 4217 currency."""

import re

import iso4217

from core.errors import Invalid

LARGEST = 2**63 - 1  # minor units: what a column of the database holds
MOST_FIGURES = 19  # of the whole units: LARGEST has as many
PLAIN = re.compile(r"[0-9]+(\.[0-9]+)?")
SEPARATOR = "[,'’ \u00a0\u202f]"
GROUPED = re.compile(rf"[0-9]{{1,3}}({SEPARATOR})[0-9]{{3}}(\1[0-9]{{3}})*(\.[0-9]+)?")
DECIMAL_COMMA = re.compile(r"[0-9]+,[0-9]{1,2}")
WITH_CODE = re.compile(r"(?:[A-Z]{3} ?)([0-9].*)|(.*[0-9]) ?[A-Z]{3}")
CODE_WANTED = "Enter the currency as an ISO 4217 code, such as USD or KHR"


def decimals(currency: str) -> int:
    """Give how many decimals ISO 4217 gives the currency (JPY 0, KHR 2, BHD 3).

    Raises:
        Invalid: there is no such currency code.
    """
    try:
        return int(iso4217.Currency(currency).exponent or 0)
    except ValueError as error:
        raise Invalid(
            f"“{currency}” is not an ISO 4217 currency code, such as USD, EUR or KHR."
        ) from error


def to_minor(amount: str, currency: str) -> int:
    """Read a plain decimal (`35000`, `35000.50`) into minor units of the currency.

    Raises:
        Invalid: it holds commas, spaces or signs, more decimals than the currency has, or more than can be kept.
    """
    if not PLAIN.fullmatch(amount):
        raise Invalid(
            f"“{amount}” is not a plain amount such as 35000 or 35000.50.{_hint(amount)}"
        )
    places = decimals(currency)
    whole, _, fraction = amount.partition(".")
    if len(fraction.rstrip("0")) > places:
        raise Invalid(f"{currency} has {places} decimals; “{amount}” has more.")
    too_large = Invalid(
        f"“{amount}” {currency} is too large: it is more than can be kept."
    )
    whole = whole.lstrip("0")
    if len(whole) > MOST_FIGURES:
        raise too_large
    minor = int(whole or "0") * int(10**places) + int(
        (fraction.ljust(places, "0") or "0")[:places] or "0"
    )
    if minor > LARGEST:
        raise too_large
    return minor


def without_currency(amount: str) -> str:
    """Say everything that is wrong with an amount that came without its currency, and what may be meant."""
    if PLAIN.fullmatch(amount) or not amount:
        return CODE_WANTED
    return f"“{amount}” is not a plain amount such as 35000 or 35000.50. {CODE_WANTED}.{_hint(amount)}"


def _hint(amount: str) -> str:
    """Suggest the plain form where separators can be nothing else, and the code that stands before or after it."""
    found = WITH_CODE.fullmatch(amount)
    number = amount if found is None else found[1] or found[2]
    code = "" if found is None else f" and {amount.replace(number, '').strip()}"
    if GROUPED.fullmatch(number):
        return f" Did you mean {re.sub(SEPARATOR, '', number)}{code}?"
    if DECIMAL_COMMA.fullmatch(number):
        return f" Did you mean {number.replace(',', '.')}{code}?"
    return f" Did you mean {number}{code}?" if PLAIN.fullmatch(number) else ""


def to_plain(minor: int, currency: str) -> str:
    """Write minor units as a plain decimal, without decimals when they are all zero."""
    places = decimals(currency)
    whole, fraction = divmod(minor, 10**places)
    return f"{whole}.{fraction:0{places}}" if fraction else str(whole)


def in_print(minor: int, currency: str) -> str:
    """Write an amount for readers: `10,000,000 KHR`."""
    whole, _, fraction = to_plain(minor, currency).partition(".")
    grouped = f"{int(whole):,}"
    return f"{grouped}.{fraction} {currency}" if fraction else f"{grouped} {currency}"
