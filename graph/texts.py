"""Texts of the pages in the reader's language, from gettext catalogues: a folder to each language.

The texts are written in English where they are used, and marked by the functions here. What they
say in a language is in ``ontology/languages/TAG/pages.po``, beside that language's names of terms
and its questions. It is read as it is: nothing has to be compiled
(https://www.gnu.org/software/gettext/manual/html_node/PO-Files.html).

The language belongs to the run that words something, never to the process: visitors of several
languages are answered at the same time. A page that a catalogue does not have whole is in English
whole, which its header says (``X-Complete-Pages``).
"""

from __future__ import annotations

import re
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from string import Formatter
from typing import TYPE_CHECKING, Any, Final

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal, get_decimal_symbol

from graph.home import APP
from graph.languages import ENGLISH

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

__all__ = [
    "CATALOGUES",
    "all_of",
    "any_of",
    "catalogue",
    "catalogued",
    "figure",
    "gettext",
    "ngettext",
    "speaking",
    "spoken_language",
    "translated",
    "whole_pages",
]

CATALOGUES: Final = APP.parent / "ontology" / "languages"
"""Where the folders of the languages lie; a catalogue is ``TAG/pages.po`` there."""

_PAGES: Final = re.compile(r'"X-Complete-Pages: ([a-z ]*)\\n"')
_LANGUAGE: Final[ContextVar[str]] = ContextVar("language of texts", default=ENGLISH)


@cache
def catalogue(language: str) -> NullTranslations | None:
    """The texts of a language by its tag; None where there are none, as for any tag unheard of."""
    at = CATALOGUES / language / "pages.po"
    if language == ENGLISH:
        return NullTranslations()
    if not language.isalnum() or not at.is_file():
        return None
    with at.open("rb") as file:
        texts = read_po(file, locale=language, abort_invalid=True)
    compiled = BytesIO()
    write_mo(compiled, texts)
    compiled.seek(0)
    return GNUTranslations(compiled)


@cache
def whole_pages(language: str) -> frozenset[str]:
    """The pages that a catalogue has whole, by their names in their addresses."""
    if language == ENGLISH or catalogue(language) is None:
        return frozenset()
    told = _PAGES.search((CATALOGUES / language / "pages.po").read_text("utf-8"))
    return frozenset(told[1].split()) if told else frozenset()


@contextmanager
def speaking(language: str, page: str = "") -> Iterator[None]:
    """A block in which texts are in a language; in English where it has none, or not all of a page.

    Args:
        language: the tag of the language (BCP 47).
        page: the page that is to be whole in it; none where it is of no page.
    """
    is_told = catalogue(language) is not None and (not page or page in whole_pages(language))
    before = _LANGUAGE.set(language if is_told else ENGLISH)
    try:
        yield
    finally:
        _LANGUAGE.reset(before)


def spoken_language() -> str:
    """The tag of the language in which texts are here."""
    return _LANGUAGE.get()


def gettext(text: str, /, **values: object) -> str:
    """A text in the language that is spoken, with its ``{values}`` filled in.

    Values are not looked at again: a name with braces stays as it is.
    """
    told = _texts().gettext(text)
    return _FILLING.vformat(told, (), values) if values else told


def ngettext(one: str, many: str, number: int, /, **values: object) -> str:
    """The form of a text that goes with a number, with its ``{values}`` filled in."""
    told = _texts().ngettext(one, many, number)
    return _FILLING.vformat(told, (), values) if values else told


def catalogued(text: str, /) -> str:
    """A text as it is, marked so that catalogues have it: `gettext` says it where it is shown."""
    return text


def all_of(things: Iterable[str]) -> str:
    """Names in a row as a sentence says them: "A and B", "A, B and C"."""
    before, last = _in_a_row(things)
    return gettext("{things} and {last}", things=before, last=last) if before else last


def any_of(things: Iterable[str]) -> str:
    """Choices in a row as a sentence says them: "A or B", "A, B or C"."""
    before, last = _in_a_row(things)
    return gettext("{things} or {last}", things=before, last=last) if before else last


def translated(words: Mapping[str, str], /, **values: object) -> dict[str, str]:
    """Words by key as a part of the screen is given them, each in the language that is spoken.

    ``{values}`` that are not given stay for whoever fills them in.
    """
    kept = {key: gettext(text) for key, text in words.items()}
    for name, value in values.items():
        kept = {key: text.replace(f"{{{name}}}", str(value)) for key, text in kept.items()}
    return kept


def figure(number: float) -> str:
    """A number as the language writes it: "1,200", "1 200"."""
    language = _LANGUAGE.get()
    return f"{number:,}" if language == ENGLISH else str(format_decimal(number, locale=language))


def _in_a_row(things: Iterable[str]) -> tuple[str, str]:
    *before, last = [*things] or [""]
    return ", ".join(before), last


def _texts() -> NullTranslations:
    return catalogue(_LANGUAGE.get()) or NullTranslations()


class _Filling(Formatter):
    """Fills values in as ``str.format`` does, numbers with ``:,`` as the language writes them."""

    def format_field(self, value: Any, format_spec: str) -> str:  # noqa: ANN401 - as in the base
        """A value as its form in the text says."""
        if format_spec == ",":
            return figure(value)
        told = str(super().format_field(value, format_spec))
        if format_spec.endswith("f"):
            return told.replace(".", get_decimal_symbol(_LANGUAGE.get()))
        return told


_FILLING: Final = _Filling()
