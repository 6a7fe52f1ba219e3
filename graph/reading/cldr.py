"""What the Unicode CLDR knows of a language: names of countries, cities and months.

Through Babel (https://babel.pocoo.org), which brings the CLDR (https://cldr.unicode.org, Unicode
licence). Cities are those that time zones are named after, which are most capitals; the CLDR says
in which country a zone lies.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from babel import Locale, UnknownLocaleError
from babel.core import get_global
from babel.languages import get_official_languages

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = [
    "LOCALES",
    "cities",
    "countries",
    "country_name",
    "months",
    "names_in",
    "official_languages",
]

LOCALES: Final = {
    "ar": ("ar", "ar_JO", "ar_DZ", "ar_MA"),
    "sr": ("sr_Latn", "sr"),
}
"""The locales of a language that names things in more ways than one."""

_ODD: Final = frozenset({"AQ", "EH", "EU", "EZ", "PS", "UN", "XK"})
"""Codes without a place in ISO 3166-1's list of countries as the record uses it."""
_FORMER: Final = frozenset({"BUR", "FXX", "QUU", "ROM", "SCG", "SUN", "TMP", "YUG", "ZAR"})
"""Three-letter codes that stand beside a country's own for historical reasons."""
_NOT_CITIES: Final = frozenset({"Unknown", "Etc"})
_THREE: Final = re.compile("[A-Z]{3}")
_TWO: Final = re.compile("[A-Z]{2}")
_IN_BRACKETS: Final = re.compile(r"^(.*?)\s*\((.*?)\)\s*$")


def _locales(language: str) -> tuple[Locale, ...]:
    return tuple(Locale.parse(code) for code in LOCALES.get(language, (language,)))


@lru_cache(maxsize=1)
def _codes() -> dict[str, str]:
    """The three-letter code of each two-letter code (ISO 3166-1)."""
    return {
        two[0]: three
        for three, two in get_global("territory_aliases").items()
        if _THREE.fullmatch(three)
        and three not in _FORMER
        and len(two) == 1
        and _TWO.fullmatch(two[0])
    }


@lru_cache(maxsize=32)
def countries(language: str) -> tuple[tuple[str, str], ...]:
    """The name and the three-letter code of each country, each of its names once."""
    told: dict[tuple[str, str], None] = {}
    for locale in _locales(language):
        for two, name in locale.territories.items():
            code = _codes().get(two)
            if code is None or two in _ODD:
                continue
            for each in _spellings(name):
                told[each, code] = None
    return tuple(told)


def _spellings(name: str) -> Iterator[str]:
    form = _IN_BRACKETS.match(name)
    yield from (form[1], form[2]) if form else (name,)


def country_name(code: str) -> str:
    """The English name of a country by its three-letter code, "" where there is none."""
    names = Locale.parse("en").territories
    two = next((two for two, three in _codes().items() if three == code), "")
    return str(names.get(two, ""))


def names_in(tag: str) -> dict[str, str]:
    """The name of each country by its three-letter code in one language; none where it has none.

    Args:
        tag: the language, and its script where that is not the usual one: ``ru``, ``sr-Latn``.
    """
    try:
        told = Locale.parse(tag, sep="-").territories
    except (UnknownLocaleError, ValueError):
        return {}
    return {code: str(told[two]) for two, code in _codes().items() if two in told}


def official_languages(code: str) -> tuple[str, ...]:
    """The official languages of a country by its three-letter code, also those official in fact."""
    two = next((two for two, three in _codes().items() if three == code), "")
    found = get_official_languages(two, de_facto=True) if two else ()
    return tuple(language.replace("_", "-") for language in found)


@lru_cache(maxsize=32)
def cities(language: str) -> tuple[tuple[str, str, str], ...]:
    """Each city that the CLDR knows: its name, its country's code, its English name."""
    told: dict[tuple[str, str, str], None] = {}
    english = Locale.parse("en").time_zones
    territories = get_global("zone_territories")
    for locale in _locales(language):
        for zone, two in territories.items():
            code = _codes().get(two)
            named = locale.time_zones.get(zone) or {}
            usual = zone.rpartition("/")[2].replace("_", " ")
            name = named.get("city") or usual
            if code is not None and zone.partition("/")[0] not in _NOT_CITIES:
                told[name, code, (english.get(zone) or {}).get("city") or usual] = None
    return tuple(told)


@lru_cache(maxsize=32)
def months(language: str) -> dict[str, int]:
    """The number of each month by each of its names, in lower case."""
    told: dict[str, int] = {}
    for locale in _locales(language):
        for use in ("format", "stand-alone"):
            for width in ("abbreviated", "wide"):
                for number, name in locale.months[use][width].items():
                    told[name.lower().rstrip(".")] = number
    return told
