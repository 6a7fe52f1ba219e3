"""HTML from templates: whatever is put into one is escaped, unless it is markup already.

A template is a file ``NAME.html`` beside the module that fills it. What it is given and does not
have is an error, and so is what it has and is not given.
"""

from __future__ import annotations

from functools import cache
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

if TYPE_CHECKING:
    from jinja2 import Template

__all__ = ["template"]

_ROOT = Path(__file__).parent


@cache
def template(name: str) -> Template:
    """The template at a path below this package, such as ``views/report/report.html``.

    Its ``render`` gives the HTML; its ``module`` has its macros, for parts of pages.
    """
    return _environment().get_template(name)


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(_ROOT),
        autoescape=True,
        finalize=_escaped,
        keep_trailing_newline=True,
        lstrip_blocks=True,
        trim_blocks=True,
        undefined=StrictUndefined,
    )


def _escaped(value: object) -> object:
    """A text as Python's own ``html.escape`` writes it, which MarkupSafe writes with other signs.

    So a file that was taken away before is the same, byte for byte, when it is made again.
    """
    return Markup(escape(value)) if type(value) is str else value
