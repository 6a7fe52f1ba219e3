"""HTML from templates: whatever is put into one is escaped, unless it is markup already.

A template is a file ``NAME.html`` beside the module that fills it. What it has and is not
given is an error. Its words stand in ``gettext("…")``, as those of modules do. No module puts tags
into a text of its own.
"""

from __future__ import annotations

import re
from functools import cache
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from jinja2.ext import Extension
from markupsafe import Markup

from graph.languages import Spoken, set_apart
from graph.texts import gettext

if TYPE_CHECKING:
    from jinja2 import Template

__all__ = ["piece", "template"]

_ROOT = Path(__file__).parent
_BARE = re.compile(r'="[^"<>]*\{\{[^"]*"|<title\b[^>]*>.*?</title>', re.DOTALL)
_VALUE = re.compile(r"\{\{(-?)\s*(.+?)\s*(-?)\}\}")


@cache
def template(name: str) -> Template:
    """The template at a path below this package, such as ``views/report/report.html``.

    Its ``render`` gives the HTML of a whole document.
    """
    return _environment().get_template(name)


def piece(name: str, macro: str, *given: object) -> Markup:
    """A part of a page: what a macro of the template at ``name`` makes of what it is given.

    It is markup, so that another template takes it as it is.
    """
    made: Markup = getattr(template(name).module, macro)(*given)
    return made


class _BareText(Extension):
    """Writes names as mere text where no element may stand: in attributes and in titles."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        """The template with each value in such a place made a text."""
        return _BARE.sub(lambda place: _VALUE.sub(r"{{\1(\2)|bare\3}}", place[0]), source)


@cache
def _environment() -> Environment:
    environment = Environment(
        extensions=[_BareText],
        loader=FileSystemLoader(_ROOT),
        autoescape=True,
        finalize=_escaped,
        keep_trailing_newline=True,
        lstrip_blocks=True,
        trim_blocks=True,
        undefined=StrictUndefined,
    )
    environment.globals["gettext"] = _told
    environment.filters["bare"] = lambda value: str(value) if type(value) is Spoken else value
    return environment


def _told(text: str, **values: object) -> Markup:
    """A text in the language that is spoken, with what a template puts into its ``{places}``."""
    return Markup(escape(gettext(text))).format(
        **{place: Markup(_escaped(value)) for place, value in values.items()}
    )


def _escaped(value: object) -> object:
    """A text as Python's own ``html.escape`` writes it, which MarkupSafe writes with other signs.

    So a file that was taken away before is the same, byte for byte, when it is made again. A name
    that knows its language says which it is; names that run from right to left keep to themselves.
    In attributes and titles it is text only.
    """
    if type(value) is Spoken:
        told = Markup('<bdi lang="{}" dir="{}">{}</bdi>')
        return told.format(value.language, value.direction, Markup(escape(value)))
    return Markup(escape(set_apart(value))) if type(value) is str else value
