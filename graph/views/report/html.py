"""A report as one HTML document: it needs no script and no other file, and prints to A4.

Labels are escaped wherever they stand, and the page's own policy lets nothing run and reaches no
address at all.
"""

from __future__ import annotations

from html import escape
from importlib.resources import files
from typing import TYPE_CHECKING, Final

from graph.plurals import counted
from graph.views.exports.page import allowed, linked
from graph.views.exports.shown import clean
from graph.views.report.content import Figure, Sentence
from graph.views.report.drawings import drawing
from graph.views.report.wording import LICENCE, references, runnable

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from graph.views.report.content import Block, Reference, Report, Row, Section, Table

__all__ = ["html"]

# The room for a picture on an upright page and on one that is turned, as in the style, in mm.
_UPRIGHT, _LYING = (180.0, 222.0), (267.0, 144.0)
_PIXEL: Final = 25.4 / 96
_WORTH: Final = 1.15
"""A page is turned for a picture that becomes so much larger by it."""
_TURNED: Final = '<div class="turned">'


def html(report: Report) -> bytes:
    """The document."""
    style = files("graph.views.report").joinpath("report.css").read_text("utf-8")
    policy = f"default-src 'none'; style-src {allowed(style)}; base-uri 'none'; form-action 'none'"
    head = "\n".join(_sentence(report, one) for one in report.head)
    sections = "\n".join(_section(report, section) for section in report.sections)
    title = _text(f"Report: {report.title}")
    return f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{escape(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>{style}</style>
</head>
<body>
<header>
<h1>{title}</h1>
{head}
</header>
<nav aria-label="Contents">{_contents(report)}</nav>
<main>
{sections}
{_methods(report)}
{_queries(report)}
{_sources(report)}
</main>
<footer><p class="plain">{escape(LICENCE)}</p></footer>
</body>
</html>
""".encode()


def _text(text: str) -> str:
    """Text as HTML; what no document may hold is replaced."""
    return escape(clean(text)) if text else ""


def _contents(report: Report) -> str:
    parts = [(section.key, section.title) for section in report.sections]
    parts += [
        ("methods", "How it was worked out"),
        ("queries", "Queries"),
        ("sources", "Sources"),
    ]
    return "".join(f'<a href="#{key}">{_text(title)}</a> ' for key, title in parts)


def _section(report: Report, section: Section) -> str:
    heading = f'<h2 id="{section.key}-heading">{_text(section.title)}</h2>\n'
    blocks = [piece for block in section.blocks for piece in _block(report, block)]
    # A heading goes to the turned page with the figure that it stands above.
    if blocks[0].startswith(_TURNED):
        heading, blocks[0] = "", blocks[0].replace(_TURNED, f"{_TURNED}{heading}", 1)
    listed = "\n".join(blocks)
    return (
        f'<section id="{section.key}" aria-labelledby="{section.key}-heading">\n'
        f"{heading}{listed}\n</section>"
    )


def _block(report: Report, block: Block) -> list[str]:
    if isinstance(block, Sentence):
        return [_sentence(report, block)]
    if isinstance(block, Figure):
        return list(_figure(report, block))
    return [_table(report, block)]


def _sentence(report: Report, sentence: Sentence) -> str:
    return f"<p>{_founded(report, sentence)}</p>"


def _founded(report: Report, sentence: Sentence) -> str:
    """A sentence with what it rests on: places in documents, or how it was worked out."""
    return f"{_text(sentence.text)} {_foundation(report, sentence)}".strip()


def _foundation(report: Report, sentence: Sentence) -> str:
    told = _references(report, sentence.references)
    if sentence.how is not None:
        told = (
            f'{told} <span class="how">worked out: <a href="#how-{sentence.how.key}">'
            f"{_text(sentence.how.name)}</a></span>"
        )
    return told.strip()


def _references(report: Report, places: Sequence[Reference]) -> str:
    """The numbers of documents as links to the list of sources, each with its places."""
    parts = [
        f'<a href="#source-{number}">[{number}]</a> {_text(where)}'
        for number, where in references(report, places)
    ]
    if not parts:
        return ""
    found = report.grade(places)
    mark = f'<span class="grade" title="{_text(found.words)}">{found.circles}</span>'
    return f'<span class="cited">{"; ".join(parts)} {mark}</span>'


def _figure(report: Report, figure: Figure) -> Iterator[str]:
    """The figure in as many pictures as it takes, each of which fits a page."""
    number = report.figures.index(figure) + 1
    table = next(at for at, one in enumerate(report.tables, start=1) if one.key == figure.table)
    for part, picture in enumerate(figure.pictures, start=1):
        drawn, size = drawing(picture, f"figure-{number}-{part}")
        of = f", part {part} of {len(figure.pictures)}" if len(figure.pictures) > 1 else ""
        opening = _TURNED if _fits(size, _LYING) > _WORTH * _fits(size, _UPRIGHT) else "<div>"
        yield (
            f'{opening}<figure class="figure" id="{figure.key}-{part}">\n{drawn}\n'
            f"<figcaption><b>Figure {number}{of}.</b> {_text(figure.title)}. "
            f"{_founded(report, figure.about)} The same as words and numbers: "
            f'<a href="#table-{table}">Table {table}</a>.</figcaption>\n</figure></div>'
        )


def _fits(size: tuple[int, int], room: tuple[float, float]) -> float:
    """How large a pixel becomes in a room, in mm; never larger than it is."""
    return min(_PIXEL, *(most / one for one, most in zip(size, room, strict=True)))


def _table(report: Report, table: Table) -> str:
    number = report.tables.index(table) + 1
    sourced = any(row.references for row in table.rows)
    headings = [*table.columns, *(["Sources"] if sourced else [])]
    head = "".join(f'<th scope="col">{_text(heading)}</th>' for heading in headings)
    rows = "\n".join(_row(report, row, sourced=sourced) for row in table.rows)
    return (
        f'<div class="wide" tabindex="0" role="region" aria-label="Table {number}" '
        f'id="table-{number}">\n<table class="{table.key.partition("-")[0]}">\n'
        f"<caption><b>Table {number}.</b> {_text(table.title)}. {_founded(report, table.about)}"
        f"</caption>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{rows}\n</tbody></table></div>"
    )


def _row(report: Report, row: Row, *, sourced: bool) -> str:
    cells = "".join(
        f'<td class="number">{cell}</td>' if isinstance(cell, int) else f"<td>{_text(cell)}</td>"
        for cell in row.cells
    )
    if sourced:
        cells += f'<td class="sources">{_references(report, row.references) or "–"}</td>'
    return f"<tr>{cells}</tr>"


def _methods(report: Report) -> str:
    items = "".join(
        f'<dt id="how-{one.key}">{_text(one.name.capitalize())}</dt>'
        f"<dd>{_text(one.definition)}</dd>"
        for one in report.methods
    )
    return f'<section id="methods"><h2>How it was worked out</h2>\n<dl>{items}</dl>\n</section>'


def _queries(report: Report) -> str:
    items = "\n".join(
        f'<div class="query"><h3 id="query-{one.key}">{_text(one.title)}</h3>\n'
        f'<p class="plain">{_gives(one.rows)}</p><pre tabindex="0">'
        f"{_text(runnable(one.sparql))}</pre></div>"
        for one in report.queries
    )
    return (
        '<section id="queries"><h2>Queries</h2>\n<p class="plain">Each can be put to the graph as '
        f"it stands, on the page Ask or at its SPARQL endpoint.</p>\n{items}\n</section>"
    )


def _gives(rows: int | None) -> str:
    if rows is None:
        return "Gives what the lines here are chosen from."
    return f"Gives {counted(rows, 'row')}."


def _sources(report: Report) -> str:
    places = dict(report.cited_as(report.references))
    items = "\n".join(
        f'<li id="source-{one.number}" value="{one.number}">{_text(one.sentence)} '
        f'{linked(clean(one.page), apart=True)}<br><span class="cited">Cited: '
        f"{_text(', '.join(places[one.number]))}</span></li>"
        for one in report.sources
    )
    return f'<section id="sources"><h2>Sources</h2>\n<ol>\n{items}\n</ol>\n</section>'
