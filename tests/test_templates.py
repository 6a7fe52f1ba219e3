"""HTML from templates: nothing that is put into one is read as markup."""

from __future__ import annotations

from html import escape

import pytest
from jinja2 import UndefinedError
from markupsafe import Markup

from graph.templates import template

LINKS = "views/exports/links.html"


def linked(address: object, **how: bool) -> str:
    """What the macro for links makes of an address."""
    return str(template(LINKS).module.linked(address, **how))  # type: ignore[attr-defined]


@pytest.mark.parametrize("hostile", ["<b>", "a & b", "\"quoted\" and 'quoted'", "</script>"])
def test_a_text_is_escaped_with_the_signs_of_the_standard_library(hostile: str) -> None:
    """A template writes a text as `html.escape` does, so that files stay the same bytes."""
    assert linked(hostile) == escape(hostile)
    assert escape(hostile) in linked(f"https://example.org/?{hostile}")


def test_markup_is_not_escaped_again() -> None:
    """What is markup already stands as it is."""
    assert linked(Markup("<b>x</b>")) == "<b>x</b>"


def test_an_address_that_would_run_a_script_is_no_link() -> None:
    """Only an address of the web becomes a link; one apart opens in a window of its own."""
    assert "<a" not in linked("javascript:alert(1)")
    assert 'target="_blank"' in linked("https://example.org/", apart=True)
    assert 'target="_blank"' not in linked("https://example.org/")


def test_what_a_template_is_not_given_is_an_error() -> None:
    """A template never leaves out in silence what it was to say."""
    with pytest.raises(UndefinedError):
        template("views/report/report.html").render(clean=str)
