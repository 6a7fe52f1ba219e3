"""Pieces of pages in HTML: evidence cards, sheets, legends, things to begin with.

Every label goes through ``html.escape``; Streamlit's own sanitiser stands behind that.
"""

from __future__ import annotations

from collections import Counter
from html import escape
from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from graph.kinds import SOURCE, in_pictures
from graph.pages.parts.review_state import decided, laid_over
from graph.pages.parts.widgets import address, knowledge_graph, plain_text
from graph.views.network.drawn_network import line_id
from graph.views.network.view_state import ViewState
from graph.views.record.appearance import APPEARANCES, appearance
from graph.views.record.evidence import worded
from graph.views.record.grade import BEST, grade
from graph.views.record.sheet import facts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from graph.knowledge_graph import KnowledgeGraph
    from graph.reviews import Proposal
    from graph.views.network.drawn_network import NetworkView
    from graph.views.record.decisions import Decision
    from graph.views.record.evidence import Evidence
    from graph.views.record.grade import Grade
    from graph.views.record.names import Name, Names
    from graph.views.record.sheet import Fact

__all__ = [
    "chips",
    "empty_state",
    "evidence_cards",
    "grade_line",
    "into_network",
    "legend",
    "link",
    "proposed",
    "query_behind",
    "sheet",
    "source_line",
    "symbol",
    "table",
]


def link(page: str, text: str, *, of: str = "", **state: str) -> str:
    """An anchor to a page of the app with a state; ``of`` is a CSS class."""
    told = f' class="{of}"' if of else ""
    return f'<a{told} target="_self" href="{escape(address(page, **state))}">{escape(text)}</a>'


def symbol(kind: str) -> str:
    """The coloured shape of a kind, as the network draws it; silent for screen readers."""
    look = appearance(kind)
    return (
        f'<span aria-hidden="true" class="cbrn-symbol" style="--light:{look.colour_light};'
        f'--dark:{look.colour_dark}">{look.symbol}</span> '
    )


def table(headings: Sequence[str], rows: Iterable[Sequence[str]], *, even: bool = False) -> None:
    """A plain table; headings are text, cells are HTML that is escaped already.

    ``even`` gives every column the same width, so that tables below each other line up.
    """
    head = "".join(f'<th scope="col">{escape(heading)}</th>' for heading in headings)
    body = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    of = "cbrn-table cbrn-even" if even else "cbrn-table"
    st.html(
        f'<div class="cbrn-wide"><table class="{of}"><thead><tr>{head}</tr></thead>'
        f"<tbody>{body}</tbody></table></div>"
    )


def empty_state(sentence: str, suggestions: Iterable[Name], page: str, parameter: str) -> None:
    """A page before anything is picked: what to do, and a few things to begin with."""
    begin = chips(suggestions, page, parameter)
    st.html(f'<div class="cbrn-empty"><p>{escape(sentence)}</p><p>{begin}</p></div>')


def chips(names: Iterable[Name], page: str, parameter: str) -> str:
    """Links to a page of each thing, as HTML; a document has a page of its own."""
    return "".join(
        f'<span class="cbrn-chip">{symbol(name.family)}'
        + (
            link("sources", name.label, source=name.short)
            if name.family == SOURCE
            else link(page, name.label, **{parameter: name.short})
        )
        + "</span>"
        for name in names
    )


def into_network(named: Iterable[Name]) -> None:
    """A link that opens what an answer names in the page Network, as far as that has room.

    Documents stay out: they are what lines rest on, and not what is related.
    """
    things = [one for one in dict.fromkeys(named) if in_pictures(one.family)]
    if not things:
        return
    room = ViewState().most
    told = f"the first {room} of {len(things):,} things" if len(things) > room else "these things"
    if len(things) == 1:
        told = "this thing"
    names = "~".join(one.short for one in things[:room])
    st.html(f"<p class='cbrn-go'>{link('network', f'Open {told} in Network', things=names)}</p>")


def query_behind(title: str, query: str, run: str) -> None:
    """A section with a query to copy, or to take to the desk by the link that says ``run``.

    The link comes first: Streamlit draws the query a moment later, and what is below it moves.
    """
    with st.expander(title):
        st.html(f"<p class='cbrn-go'>{link('ask', run, query=query)}</p>")
        st.code(query, language=None)


def legend(view: NetworkView) -> None:
    """What the shapes in a network mean, with how many of each are in view."""
    counts = Counter(node.kind for node in view.nodes)
    items = "".join(
        f"<li>{symbol(look.kind)}{escape(look.word(counts[look.kind]))} {counts[look.kind]}</li>"
        for look in APPEARANCES
        if counts[look.kind]
    )
    if any(line.disputed for line in view.lines):
        items += "<li>┄ documents disagree</li>"
    fresh = sum(line.sort == "new" for line in view.lines)
    if fresh:
        items += f'<li><span aria-hidden="true" class="cbrn-new">━</span> new lines {fresh}</li>'
    st.html(f'<ul class="cbrn-legend" aria-label="Legend">{items}</ul>')


def evidence_cards(
    evidence: Sequence[Evidence],
    names: Names,
    none: str = "No statement is on record for this.",
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
            "".join(
                _card(one, names, proposals.get(one.statement_key, ()), made.get(one.statement))
                for one in evidence
            )
        )
    elif none:
        st.caption(none)


def grade_line(grade: Grade) -> str:
    """How good the evidence for a claim is, as a mark and in words, as HTML."""
    return (
        f'<p class="cbrn-grade"><span aria-hidden="true" title="{escape(grade.words)}">'
        f"{grade.circles}</span> Evidence: {escape(grade.words)}</p>"
    )


def proposed(proposal: Proposal) -> str:
    """What is proposed of a statement, with who and why, as HTML."""
    sign = {"accepted": "✓", "disputed": "?", "withdrawn": "×", "unreviewed": "↺"}[proposal.review]
    signed = escape(f"{proposal.signature}, {worded(proposal.day)}")
    return (
        f'<p class="cbrn-proposed cbrn-{proposal.review}"><b>'
        f'<span aria-hidden="true">{sign}</span> '
        f"Proposed as {proposal.review}</b>, not counted yet<br>"
        f'{escape(proposal.why)}{_against(proposal)} <span class="cbrn-note">{signed}</span></p>'
    )


def _against(one: Proposal) -> str:
    """The document that says otherwise, as a link; nothing where none is named."""
    if not one.against:
        return ""
    key = f"source/{one.against}"
    name = knowledge_graph().names.find(key)
    told = link("sources", name.label, source=key) if name else escape(one.against)
    return f" Against it: {told}."


def source_line(evidence: Evidence, names: Names, of: str) -> str:
    """The relation as seen from the thing ``of``, and the place that states it, as HTML."""
    relation = names[evidence.predicate]
    words = relation.label if evidence.subject == of else relation.inverse or relation.label
    where = link(
        "sources",
        evidence.locator,
        source=names[evidence.document].short,
        statement=evidence.statement_key,
    )
    told = f"{escape(words)} · {where}, {escape(evidence.publisher)}, {escape(evidence.dated)}"
    if evidence.opened_at:
        told += f" · {_outside(evidence.opened_at, 'the passage itself')}"
    proposals = laid_over(knowledge_graph()).proposals.get(evidence.statement_key, ())
    return told + "".join(proposed(each) for each in proposals)


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
    st.subheader(plain_text(name.label))
    known_as = f" · also {', '.join(name.others)}" if name.others else ""
    st.html(
        f'<p class="cbrn-note">{symbol(name.family)}{escape(name.kind + known_as)}</p>'
        + ("" if thing == centred else f'<p class="cbrn-go">{_centre(name)}</p>')
    )
    if actions is not None:
        actions()
    lines = facts(kg, thing)
    if not lines:
        st.caption("No statement about it is on record.")
        return
    picked = st.dataframe(
        pd.DataFrame(
            [
                (line.relation, _shown(line), line.documents, line.grade.mark, line.grade.words)
                for line in lines
            ],
            columns=["What", "Value", "Documents", "Grade", "Evidence"],
        ),
        column_config={
            "Grade": st.column_config.ProgressColumn(
                format="%d of 4",
                min_value=0,
                max_value=BEST,
                help="Of four: several independent publishers, a date, read in full, exact place",
            )
        },
        hide_index=True,
        on_select="rerun",
        selection_mode="single-row",
        key=f"sheet of {name.short}",
        alt=f"What is on record about {name.label}",
    )
    rows = picked["selection"]["rows"]
    if not rows:
        st.caption("Pick a row to see which documents say so, and where.")
        return
    line = lines[rows[0]]
    if line.link is not None and line.link.family != SOURCE:
        st.html(f'<p class="cbrn-go">{_centre(line.link)}</p>')
    evidence_cards(line.evidence, kg.names, graded=True)


def _centre(name: Name) -> str:
    return link("network", f"Network around {name.label}", thing=name.short)


def _shown(line: Fact) -> str:
    """A value, the time it is given for, and whether it is disputed."""
    told = [line.value, line.period, "disputed" if line.disputed else ""]
    return ", ".join(filter(None, told))


def _outside(page: str, text: str) -> str:
    """A link that leaves the app, as HTML."""
    return (
        f'<a target="_blank" rel="noopener noreferrer" href="{escape(page)}">{escape(text)} ↗</a>'
    )


def _card(
    one: Evidence, names: Names, proposals: Sequence[Proposal], decision: Decision | None
) -> str:
    dissent = f'<p class="cbrn-dissent">◇ {escape(one.dissent)}</p>' if one.dissent else ""
    if decision is not None:
        dissent += (
            f'<p class="cbrn-note">{escape(decision.verdict)} by {escape(decision.by)}, '
            f"{escape(worded(decision.on[:10]))}: {escape(decision.why)}</p>"
        )
    dissent += "".join(proposed(each) for each in proposals)
    qualifiers = "".join(f"<li>{escape(text)}</li>" for text in one.qualifiers)
    remark = f'<p class="cbrn-note">{escape(one.remark)}.</p>' if one.remark else ""
    document = link(
        "sources",
        names[one.document].label,
        source=names[one.document].short,
        statement=one.statement_key,
    )
    page = _outside(one.address, "the passage itself" if one.opened_at else "the document itself")
    part = ", of which only the beginning was read" if one.in_part else ""
    line = ""
    if one.is_link:
        at = line_id(*one.triple)
        line = (
            f" · {link('network', 'see it in the network', thing=names[one.subject].short, at=at)}"
        )
    return f"""
<article class="cbrn-card">
  <p class="cbrn-said">{escape(one.sentence(names))}</p>
  {dissent}<ul class="cbrn-known">{qualifiers}</ul>{remark}
  <p><b>{escape(one.locator)}</b> of {document}{part}</p>
  <p class="cbrn-note">{escape(one.publisher)}, {escape(one.dated)} · {page}{line}</p>
</article>"""
