"""Names in Latin letters, for keys and for the English label of a new thing.

Cyrillic by the table of ICAO Doc 9303 for passports, without its marks for single languages;
Georgian by the national system of 2002. Other scripts are left as they are.
"""

from __future__ import annotations

from typing import Final

__all__ = ["latin"]

# Letters of several scripts are meant.
# ruff: noqa: RUF001
_CYRILLIC: Final = {
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ё": "e", "ж": "zh", "з": "z",
    "и": "i", "й": "i", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r",
    "с": "s", "т": "t", "у": "u", "ф": "f", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh",
    "щ": "shch", "ъ": "ie", "ы": "y", "ь": "", "э": "e", "ю": "iu", "я": "ia", "ў": "u", "қ": "k",
    "ғ": "g", "ҳ": "kh", "ј": "j", "љ": "lj", "њ": "nj", "ћ": "c", "ђ": "dj", "џ": "dz",
}  # fmt: skip
_GEORGIAN: Final = dict(
    zip(
        "აბგდევზთიკლმნოპჟრსტუფქღყშჩცძწჭხჯჰ",
        [
            "a",
            "b",
            "g",
            "d",
            "e",
            "v",
            "z",
            "t",
            "i",
            "k",
            "l",
            "m",
            "n",
            "o",
            "p",
            "zh",
            "r",
            "s",
            "t",
            "u",
            "p",
            "k",
            "gh",
            "q",
            "sh",
            "ch",
            "ts",
            "dz",
            "ts",
            "ch",
            "kh",
            "j",
            "h",
        ],
        strict=True,
    )
)
_LETTERS: Final = {**_CYRILLIC, **_GEORGIAN}


def latin(name: str) -> str:
    """A name in Latin letters; a capital letter stays one."""
    out: list[str] = []
    for sign in name:
        letter = _LETTERS.get(sign.lower())
        if letter is None:
            out.append(sign)
        else:
            out.append(letter.capitalize() if sign.isupper() else letter)
    return "".join(out)
