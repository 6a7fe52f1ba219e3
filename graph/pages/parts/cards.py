"""What stands behind what is seen: cards of statements, sheets of things, and what is in view.

Their HTML is written in ``cards.html``, which escapes what it is given.
"""

from __future__ import annotations

from collections import Counter
from functools import partial
from typing import TYPE_CHECKING, Final

import pandas as pd
import streamlit as st

from graph.kinds import SOURCE, in_pictures
from graph.languages import ENGLISH
from graph.pages.parts.fragments import link, onward, pieces
from graph.pages.parts.review_state import decided, laid_over
from graph.pages.parts.widgets import address, knowledge_graph, plain_text
from graph.reviews import VERDICT_WORDS
from graph.templates import piece
from graph.texts import gettext, ngettext
from graph.views.network.drawn_lines import line_id
from graph.views.network.view_state import ViewState
from graph.views.record.appearance import APPEARANCES, appearance
from graph.views.record.entry import ENTERED
from graph.views.record.grade import BEST, grade
from graph.views.record.in_words import worded
from graph.views.record.sheet import facts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from markupsafe import Markup

    from graph.knowledge_graph import KnowledgeGraph
    from graph.reviews import Proposal
    from graph.views.network.drawn_network import NetworkView
    from graph.views.record.decisions import Decision
    from graph.views.record.evidence import Evidence
    from graph.views.record.grade import Grade
    from graph.views.record.lines import Triple
    from graph.views.record.names import Name, Names
    from graph.views.record.sheet import Fact

__all__ = [
    "evidence_cards",
    "grade_line",
    "into_network",
    "legend",
    "picked_in_sheet",
    "proposed",
    "query_behind",
    "sheet",
    "source_line",
    "titled",
]

_ROW: Final = 35
_ROWS: Final = 8
"""So high is a row of a table in pixels, and so many of a sheet are seen at once."""

_html = partial(piece, "pages/parts/cards.html")


def titled(name: Name) -> None:
    """The name of a thing as a heading."""
    if name.language == ENGLISH:
        st.subheader(plain_text(name.label))
    else:  # what is written as Markdown cannot say in which language it is
        st.html(_html("titled", name.label))


def into_network(named: Iterable[Name]) -> None:
    """A link that opens what an answer names in the page Network, as far as that has room.

    Documents stay out: they are what lines rest on, and not what is related.
    """
    things = [one for one in dict.fromkeys(named) if in_pictures(one.family)]
    if not things:
        return
    room = ViewState().most
    told = ngettext("Open this thing in Network", "Open these things in Network", len(things))
    if len(things) > room:
        told = gettext(
            "Open the first {room} of {number:,} things in Network", room=room, number=len(things)
        )
    names = "~".join(one.short for one in things[:room])
    st.html(onward(link("network", told, things=names)))


def query_behind(title: str, query: str, run: str) -> None:
    """A section with a query to copy, or to take to the desk by the link that says ``run``.

    The link comes first: Streamlit draws the query a moment later, and what is below it moves.
    """
    with st.expander(title):
        st.html(onward(link("ask", run, query=query)))
        st.code(query, language=None)


def legend(view: NetworkView) -> None:
    """What the shapes in a network mean, with how many of each are in view."""
    counts = Counter(node.kind for node in view.nodes)
    there = [
        (look, look.word(counts[look.kind]), counts[look.kind])
        for look in APPEARANCES
        if counts[look.kind]
    ]
    disputed = any(line.disputed for line in view.lines)
    st.html(_html("legend", there, disputed, sum(line.sort == "new" for line in view.lines)))


def evidence_cards(
    evidence: Sequence[Evidence],
    names: Names,
    none: str = gettext("No statement is on record for this."),
    *,
    graded: bool = False,
) -> None:
    """A card for each statement: what is said, the place in the document, what else is known.

    Reviews stand on it: those that count with who made them, and those that are proposed.
    ``none`` is the sentence that stands there when there is no statement. Where the statements are
    all behind one claim (``graded``), how good they are together stands above them.
    """
    if evidence:
        kg = knowledge_graph()
        if graded:
            st.html(grade_line(grade(one for one in evidence if not one.dissent)))
        proposals, made = laid_over(kg).proposals, decided(kg, evidence)
        st.html(
            pieces(
                _card(one, names, proposals.get(one.statement_key, ()), made.get(one.statement))
                for one in evidence
            )
        )
    elif none:
        st.caption(none)


def grade_line(grade: Grade) -> Markup:
    """How good the evidence for a claim is, as a mark and in words."""
    return _html("grade_line", grade)


def proposed(proposal: Proposal) -> Markup:
    """What is proposed of a statement, with who and why."""
    sign = {"accepted": "✓", "disputed": "?", "withdrawn": "×", "unreviewed": "↺"}[proposal.review]
    signed = f"{proposal.signature}, {worded(proposal.day)}"
    verdict = gettext(VERDICT_WORDS[proposal.review])
    return _html("proposed", proposal, verdict, sign, signed, _against(proposal))


def _against(proposal: Proposal) -> tuple[str, str] | None:
    """The document that says otherwise: its address, if it is on record, and what it is called."""
    if not proposal.against:
        return None
    key = f"source/{proposal.against}"
    name = knowledge_graph().names.find(key)
    return (address("sources", source=key), name.label) if name else ("", proposal.against)


def source_line(evidence: Evidence, names: Names, of: str) -> Markup:
    """The relation as seen from the thing ``of``, and the place that states it."""
    relation = names[evidence.predicate]
    words = relation.label if evidence.subject == of else relation.inverse or relation.label
    place = address(
        "sources", source=names[evidence.document].short, statement=evidence.statement_key
    )
    proposals = laid_over(knowledge_graph()).proposals.get(evidence.statement_key, ())
    return _html("source_line", words, place, evidence, [proposed(each) for each in proposals])


def picked_in_sheet(kg: KnowledgeGraph, thing: str) -> Triple | None:
    """What the row states that is picked in a thing's sheet; None where none is, or no line."""
    kept = st.session_state.get(f"sheet of {kg.names[thing].short}")
    rows = kept["selection"]["rows"] if kept else []
    known = facts(kg, thing) if rows else []
    if not rows or rows[0] >= len(known) or known[rows[0]].link is None:
        return None
    found: Triple = known[rows[0]].evidence[0].triple
    return found


def sheet(
    kg: KnowledgeGraph,
    thing: str,
    centred: str | None,
    actions: Callable[[], None] | None = None,
) -> None:
    """All that is on record about a thing; a row that is picked shows the documents behind it.

    ``actions`` draws what can be done with the thing, below its name.
    """
    name = kg.names[thing]
    titled(name)
    known_as = (
        gettext("{kind} · also {listed}", kind=name.kind, listed=", ".join(name.others))
        if name.others
        else name.kind
    )
    around = "" if thing == centred else address("network", thing=name.short)
    read = address(f"id/{name.short}", format="entry") if name.family in ENTERED else ""
    st.html(_html("sheet_head", appearance(name.family), known_as, around, name.label, read))
    if actions is not None:
        actions()
    lines = facts(kg, thing)
    if not lines:
        st.caption(gettext("No statement about it is on record."))
        return
    picked = st.dataframe(
        pd.DataFrame(
            [
                (line.relation, _shown(line), line.documents, line.grade.mark, line.grade.words)
                for line in lines
            ],
            columns=[
                gettext("What"),
                gettext("Value"),
                gettext("Documents"),
                gettext("Grade"),
                gettext("Evidence"),
            ],
        ),
        column_config={
            "Grade": st.column_config.ProgressColumn(
                format="%d of 4",
                min_value=0,
                max_value=BEST,
                help=gettext(
                    "Of four: several independent publishers, a date, read in full, exact place"
                ),
            )
        },
        hide_index=True,
        # So high that what is said of a row has room beside it on a usual screen.
        height=_ROW * min(len(lines) + 1, _ROWS) + 3,
        on_select="rerun",
        selection_mode="single-row",
        key=f"sheet of {name.short}",
        alt=gettext("What is on record about {label}", label=name.label),
    )
    rows = picked["selection"]["rows"]
    if not rows:
        st.caption(gettext("Pick a row to see which documents say so, and where."))
        return
    line = lines[rows[0]]
    if line.link is not None and line.link.family != SOURCE:
        around = link(
            "network",
            gettext("Network around {label}", label=line.link.label),
            thing=line.link.short,
        )
        st.html(onward(around))
    evidence_cards(line.evidence, kg.names, graded=True)


def _shown(line: Fact) -> str:
    """A value, the time it is given for, and whether it is disputed."""
    told = [line.value, line.period, gettext("disputed") if line.disputed else ""]
    return ", ".join(filter(None, told))


def _card(
    one: Evidence, names: Names, proposals: Sequence[Proposal], decision: Decision | None
) -> Markup:
    document = names[one.document]
    at = address("sources", source=document.short, statement=one.statement_key)
    line = ""
    if one.is_link:
        line = address("network", thing=names[one.subject].short, at=line_id(*one.triple))
    return _html(
        "card",
        one,
        one.parts(names),
        document.label,
        at,
        line,
        decision,
        worded(decision.on[:10]) if decision else "",
        [proposed(each) for each in proposals],
    )
