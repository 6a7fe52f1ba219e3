"""A view as one page that stands alone: it opens, moves and answers with the network unplugged.

The model is a pyvis network and the drawing is done by the vis-network in pyvis's own wheel, but
not by pyvis's template, which needs other hosts and reads titles as markup. Labels are escaped
in ours (``page.html``) and data where the script reads them, and the page's own policy lets nothing
run but its two scripts and reach no address at all.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections import Counter
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Final

from markupsafe import Markup
from pyvis.network import Network

from graph.page_files import vis_network_text
from graph.palette import painted
from graph.templates import template
from graph.views.exports.drawing import outline, roomy, wrapped
from graph.views.exports.svg import svg
from graph.views.record.appearance import APPEARANCES, appearance

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graph.views.exports.shown import CitedLine, Shown
    from graph.views.record.appearance import Appearance

__all__ = ["allowed", "model", "page"]

_HINT: Final = (
    "Click a thing to see its lines, or a line to see which documents say so. Things can be "
    "dragged. The buttons zoom, and so does the wheel with Ctrl held."
)
_WORDS: Final = {
    "hint": _HINT,
    "why": "Why is this line here?",
    "otherwise": "Says otherwise: {said}. ",
    "of": "{where} of document ",
    "none": "No statement is on record for this line.",
}
"""All that the script of the page says; it fills what stands in braces."""
_RADIUS: Final = (11, 16)


def page(shown: Shown) -> bytes:
    """The page: picture, legend, every line in a table, the sources, and the date of the data."""
    library = vis_network_text()
    here = files("graph.views.exports")
    script = here.joinpath("page.js").read_text("utf-8")
    style = painted(here.joinpath("page.css").read_text("utf-8")) + _colours()
    policy = (
        f"default-src 'none'; script-src {allowed(library)} {allowed(script)}; "
        f"style-src {allowed(style)}; base-uri 'none'; form-action 'none'"
    )
    return (
        template("views/exports/page.html")
        .render(
            shown=shown,
            policy=Markup(policy),
            style=Markup(style),
            still=Markup(svg(shown).decode().partition("?>\n")[2]),
            hint=_HINT,
            legend=_legend(shown),
            cited=lambda line: _cited(shown, line),
            data=Markup(_embedded(_data(shown))),
            library=Markup(library),
            script=Markup(script),
        )
        .encode()
    )


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
    aside = shown.bends
    for line in shown.lines:
        network.add_edge(
            line.source, line.target, id=line.id, **_edge(shown, line, aside.get(line.id, 0.0))
        )
    return network


def _edge(shown: Shown, line: CitedLine, bend: float) -> dict[str, Any]:
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
    if bend:
        turn = "curvedCW" if bend > 0 else "curvedCCW"
        edge["smooth"] = {"enabled": True, "type": turn, "roundness": abs(bend)}
    return edge


def _data(shown: Shown) -> dict[str, Any]:
    nodes, edges, *_ = model(shown).get_network_data()
    kinds = {
        look.kind: {"hollow": look.hollow, "light": look.colour_light, "dark": look.colour_dark}
        for look in APPEARANCES
    }
    return {"nodes": nodes, "edges": edges, "kinds": kinds, "words": _WORDS}


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


def _legend(shown: Shown) -> Iterator[tuple[Appearance, str, int]]:
    """Each kind in the picture: its look, the corners of its shape, and how many there are."""
    counts = Counter(kind for _, _, kind, _ in shown.things())
    for look in APPEARANCES:
        if counts[look.kind]:
            points = outline(look.shape, (9, 9), 6.5)
            yield look, " ".join(f"{x:.1f},{y:.1f}" for x, y in points), counts[look.kind]


def _cited(shown: Shown, line: CitedLine) -> list[tuple[int, list[tuple[str, str]]]]:
    """Where a line is stated: the documents' numbers, each with the places in it.

    A place has the address that opens the page at its passage, "" where none is on record.
    """
    places: dict[int, dict[tuple[str, str], None]] = {}
    for one in line.evidence:
        if line.rests_on(one):
            found = places.setdefault(shown.number[one.document], {})
            found[one.locator, one.opened_at] = None
    return [(number, list(found)) for number, found in sorted(places.items())]
