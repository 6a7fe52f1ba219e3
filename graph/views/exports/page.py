"""A view as one page that stands alone: it opens, moves and answers with the network unplugged.

The model is a pyvis network and the drawing is done by the vis-network in pyvis's own wheel, but
not by pyvis's template, which needs other hosts and reads titles as markup. Labels are escaped
where they are HTML and data where the script reads them, and the page's own policy lets nothing
run but its two scripts and reach no address at all.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections import Counter
from html import escape
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Final

from pyvis.network import Network

from graph.views.exports.drawing import bends, outline, roomy, wrapped
from graph.views.exports.svg import svg
from graph.views.record.appearance import APPEARANCES, appearance

if TYPE_CHECKING:
    from graph.views.exports.shown import CitedLine, Shown
    from graph.views.record.appearance import Appearance

__all__ = ["allowed", "linked", "model", "page"]

_VIS_NETWORK: Final = "templates/lib/vis-9.1.2/vis-network.min.js"
_HINT: Final = (
    "Click a thing to see its lines, or a line to see which documents say so. Things can be "
    "dragged. The buttons zoom, and so does the wheel with Ctrl held."
)
_RADIUS: Final = (11, 16)


def page(shown: Shown) -> bytes:
    """The page: picture, legend, every line in a table, the sources, and the date of the data."""
    library = files("pyvis").joinpath(_VIS_NETWORK).read_text("utf-8")
    here = files("graph.views.exports")
    script = here.joinpath("page.js").read_text("utf-8")
    style = here.joinpath("page.css").read_text("utf-8") + _colours()
    policy = (
        f"default-src 'none'; script-src {allowed(library)} {allowed(script)}; "
        f"style-src {allowed(style)}; base-uri 'none'; form-action 'none'"
    )
    still = svg(shown).decode().partition("?>\n")[2]
    return f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{escape(shown.title)}</title>
<style>{style}</style>
</head>
<body>
<header>
<h1>{escape(shown.title)}</h1>
<p>{escape(shown.sentence)}</p>
<p class="muted">{escape(shown.date)} What is absent here is not on record; it does not mean \
that it did not happen.</p>
</header>
<main>
<section class="view" aria-label="Picture">
<div class="picture">
<div class="stage" tabindex="0" role="application" aria-label="{escape(shown.title)}: arrow keys \
move the picture, plus and minus zoom, 0 shows everything. The table below holds the same lines.">\
</div>
<div class="tools" role="group" aria-label="Zoom">
<button type="button" data-do="in" aria-label="Zoom in">+</button>
<button type="button" data-do="out" aria-label="Zoom out">&minus;</button>
<button type="button" data-do="fit" aria-label="Show everything">⤢</button>
</div>
<noscript><div class="still">
{still}</div></noscript>
</div>
<aside class="about" aria-label="What is picked" aria-live="polite" tabindex="0">
<p>{escape(_HINT)}</p>
</aside>
</section>
{_legend(shown)}
<h2>Lines</h2>
{_table(shown)}
<h2>Sources</h2>
{_sources(shown)}
</main>
<script type="application/json" id="data">{_embedded(_data(shown))}</script>
<script>{library}</script>
<script>{script}</script>
</body>
</html>
""".encode()


def model(shown: Shown) -> Network:
    """The view as a pyvis network: what is drawn, and where, without colours."""
    network = Network(directed=True)
    places = roomy(shown.places)
    for iri, label, kind, kind_label in shown.things():
        look = appearance(kind)
        network.add_node(
            iri,
            label="\n".join(wrapped(label, 13)),
            name=label,
            kind=kind_label,
            shape=look.shape,
            group=look.kind,
            size=_RADIUS[iri == shown.view.focus],
            x=places[iri][0],
            y=places[iri][1],
        )
    aside = bends(shown.lines)
    for line in shown.lines:
        network.add_edge(line.source, line.target, id=line.id, **_edge(shown, line, aside))
    return network


def _edge(shown: Shown, line: CitedLine, aside: dict[str, float]) -> dict[str, Any]:
    """What the page knows of a line: its words, its curve, and the statements behind it."""
    edge: dict[str, Any] = {
        "words": line.label,
        "inverse": line.inverse,
        "sentence": f"{shown.label(line.source)} · {line.label} · {shown.label(line.target)}",
        "disputed": line.disputed,
        "tied": line.tied,
        "weight": line.weight,
        "statements": [
            {
                "said": one.sentence(shown.names),
                "where": one.locator,
                "document": shown.number[one.document],
                "known": ", ".join(one.qualifiers),
                "agrees": line.rests_on(one),
            }
            for one in line.evidence
        ],
    }
    if bend := aside.get(line.id):
        turn = "curvedCW" if bend > 0 else "curvedCCW"
        edge["smooth"] = {"enabled": True, "type": turn, "roundness": abs(bend)}
    return edge


def _data(shown: Shown) -> dict[str, Any]:
    nodes, edges, *_ = model(shown).get_network_data()
    kinds = {
        look.kind: {"hollow": look.hollow, "light": look.colour_light, "dark": look.colour_dark}
        for look in APPEARANCES
    }
    return {"nodes": nodes, "edges": edges, "kinds": kinds, "hint": _HINT}


def _embedded(data: dict[str, Any]) -> str:
    """Data as JSON in which no sign can end the script element that holds it."""
    written = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    for sign in "<>&\u2028\u2029":
        written = written.replace(sign, f"\\u{ord(sign):04x}")
    return written


def allowed(content: str) -> str:
    """A script or style as the policy names it: by the hash of its content."""
    digest = hashlib.sha256(content.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


def _colours() -> str:
    """A class for each kind with its colour on light and on dark ground."""
    light = "".join(f".kind-{look.kind}{{color:{look.colour_light}}}" for look in APPEARANCES)
    dark = "".join(f".kind-{look.kind}{{color:{look.colour_dark}}}" for look in APPEARANCES)
    return f"{light}@media (prefers-color-scheme:dark){{{dark}}}"


def _legend(shown: Shown) -> str:
    counts = Counter(kind for _, _, kind, _ in shown.things())
    items = [
        f"<li>{_symbol(look)} {look.word(counts[look.kind])} {counts[look.kind]}</li>"
        for look in APPEARANCES
        if counts[look.kind]
    ]
    if any(line.disputed for line in shown.lines):
        items.append('<li><span class="arrow" aria-hidden="true">┄▸</span> documents disagree</li>')
    if any(line.tied for line in shown.lines):
        items.append('<li><span class="arrow" aria-hidden="true">┄┄</span> worked out</li>')
    return f'<ul class="legend" aria-label="Legend">{"".join(items)}</ul>'


def _symbol(look: Appearance) -> str:
    points = outline(look.shape, (9, 9), 6.5)
    listed = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    shape = f'<polygon points="{listed}"' if points else '<circle cx="9" cy="9" r="6.5"'
    paint = 'fill="none" stroke="currentColor" stroke-width="2"' if look.hollow else ""
    return (
        f'<svg class="kind-{look.kind}" width="18" height="18" aria-hidden="true" '
        f'fill="currentColor">{shape} {paint}/></svg>'
    )


def _table(shown: Shown) -> str:
    rows = "".join(
        f'<tr data-line="{escape(line.id)}"><td>{escape(shown.label(line.source))}</td>'
        f"<td>{escape(line.label)}</td><td>{escape(shown.label(line.target))}</td>"
        f"<td>{_cited(shown, line)}</td>"
        f"<td>{_agreed(line)}</td></tr>"
        for line in shown.lines
    )
    head = "".join(
        f'<th scope="col">{heading}</th>'
        for heading in ("From", "Line", "To", "Stated in", "Do they agree?")
    )
    return (
        f'<div class="wide" tabindex="0" role="region" aria-label="Lines"><table><thead><tr>{head}'
        f"</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def _agreed(line: CitedLine) -> str:
    if line.tied:
        return "worked out from these"
    return "documents disagree" if line.disputed else "yes"


def _cited(shown: Shown, line: CitedLine) -> str:
    """Where a line is stated: the documents' numbers, each with the places in it."""
    places: dict[int, dict[str, None]] = {}
    for one in line.evidence:
        if line.rests_on(one):
            places.setdefault(shown.number[one.document], {})[one.locator] = None
    return (
        "<br>".join(
            f'<a href="#source-{number}">[{number}]</a> {escape(", ".join(locators))}'
            for number, locators in sorted(places.items())
        )
        or "not on record"
    )


def _sources(shown: Shown) -> str:
    if not shown.sources:
        return "<p>No document is on record for these lines.</p>"
    items = "".join(
        f'<li id="source-{one.number}">{escape(one.sentence)} {linked(one.page)}</li>'
        for one in shown.sources
    )
    return f"<ol>{items}</ol>"


def linked(address: str, *, apart: bool = False) -> str:
    """A web address as a link; any other, such as one that would run a script, as mere text.

    One that opens ``apart`` does so in a window of its own.
    """
    if not address.startswith(("https://", "http://")):
        return escape(address)
    window = ' target="_blank"' if apart else ""
    return f'<a rel="noopener noreferrer"{window} href="{escape(address)}">{escape(address)}</a>'
