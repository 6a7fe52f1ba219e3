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
TAG = re.compile(
    r"</?(?:p|div|span|a|b|ul|li|table|thead|tbody|td|th|tr|article|details|summary|mark|h[1-6]|br)"
    r"\b[^<]*"
)
# Pages that still put pieces of HTML together in Python: how many such texts each has. A number may
# only go down. (A tag in a query or a Word document is none of HTML.)
IN_PYTHON = {
    "graph/components/country_map/drawing.py": 1,
    "graph/pages/add/journal.py": 2,
    "graph/pages/add/page.py": 2,
    "graph/pages/ask/answers.py": 2,
    "graph/pages/ask/desk.py": 1,
    "graph/pages/ask/gallery.py": 2,
    "graph/pages/ask/question.py": 1,
    "graph/pages/ask/table.py": 2,
    "graph/pages/connections/page.py": 4,
    "graph/pages/cooperation/gap_map.py": 6,
    "graph/pages/cooperation/gaps.py": 2,
    "graph/pages/cooperation/matrix.py": 3,
    "graph/pages/cooperation/matrix_cell.py": 4,
    "graph/pages/cooperation/measures.py": 9,
    "graph/pages/cooperation/report.py": 1,
    "graph/pages/cooperation/reviewing.py": 2,
    "graph/pages/cooperation/side_by_side.py": 5,
    "graph/pages/network/bar.py": 1,
    "graph/pages/network/page.py": 1,
    "graph/pages/network/together.py": 4,
    "graph/pages/network/twin.py": 4,
    "graph/pages/overview/page.py": 6,
    "graph/pages/overview/tasks.py": 2,
    "graph/pages/parts/why.py": 2,
    "graph/pages/sources/page.py": 3,
    "graph/store/text/tokens.py": 1,
    "graph/views/report/docx_file.py": 1,
}


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


def written_in(path: Path) -> int:
    """How many texts with values in them are HTML, in a module."""
    return sum(
        bool(
            TAG.search(
                "".join(
                    str(getattr(part, "value", ""))
                    for part in node.values
                    if isinstance(part, ast.Constant)
                )
            )
        )
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.JoinedStr)
    )


def test_no_module_more_writes_html_itself() -> None:
    """HTML is made by templates, which escape; what is not yet is counted, and never grows."""
    found = {
        str(path.relative_to(ROOT)): count
        for path in sorted((ROOT / "graph").rglob("*.py"))
        if (count := written_in(path))
    }
    more = {name: count for name, count in found.items() if count > IN_PYTHON.get(name, 0)}
    assert more == {}, "write it as a macro beside the page, as in graph/pages/parts/cards.html"
    assert IN_PYTHON.keys() <= found.keys(), "a page that needs no entry any more has one"
