"""HTML from templates: nothing that is put into one is read as markup."""

from __future__ import annotations

import ast
import re
from html import escape
from pathlib import Path

import pytest
from jinja2 import UndefinedError
from markupsafe import Markup

from graph.templates import template

ROOT = Path(__file__).resolve().parents[1]
LINKS = "views/exports/links.html"
# A tag of HTML; what a regular expression calls a group by is none.
TAG = re.compile(
    r"(?<!\?P)</?(?:a|article|b|br|button|code|details|div|em|h[1-6]|hr|i|img|li|mark|ol|p|pre|section"
    r"|small|span|strong|sub|summary|sup|table|tbody|td|th|thead|tr|ul)(?=[\s/>])"
)


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


def in_python(source: str) -> list[str]:
    """The texts of a module, its docstrings aside, in which there is a tag."""
    tree = ast.parse(source)
    told = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        and isinstance(node.body[0], ast.Expr)
    }
    return [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and id(node) not in told
        and TAG.search(node.value)
    ]


@pytest.mark.parametrize(
    "written",
    [
        "f\"<p class='said'>{text}</p>\"",
        '"<br>".join(lines)',
        '"<li>%s</li>" % text',
        '"<span>" + text',
    ],
)
def test_a_tag_in_a_text_is_seen(written: str) -> None:
    """However HTML is put together in Python, the test below would find it."""
    assert in_python(f'"""No <p> of a page."""\nshown = {written}\n')


def test_no_module_writes_html_itself() -> None:
    """HTML is made by templates, which escape: no text in a module has a tag in it."""
    found = {
        str(path.relative_to(ROOT)): texts
        for path in sorted((ROOT / "graph").rglob("*.py"))
        if (texts := in_python(path.read_text("utf-8")))
    }
    assert found == {}, "write it as a macro, as in graph/pages/parts/fragments.html"
