"""Overview: the box, six things to begin with, the Initiative as a picture, what is on record."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from graph.components.network_canvas import network_canvas
from graph.pages.overview.tasks import tasks
from graph.pages.parts.box import box
from graph.pages.parts.engine_away import while_it_answers
from graph.pages.parts.fragments import link, listing, note, onward, sentence, symbol
from graph.pages.parts.widgets import LANGUAGES_AT_ONCE, knowledge_graph, plain_text
from graph.plurals import counted
from graph.texts import all_of, gettext, ngettext, spoken_language
from graph.views.network.drawn_lines import BundleLine, TieLine
from graph.views.network.drawn_nodes import DrawnThing
from graph.views.network.glance import GLANCE
from graph.views.network.growing import Grower
from graph.views.network.grown_picture import grown
from graph.views.record.appearance import APPEARANCES
from graph.views.record.overview import overview, statements_that_count

if TYPE_CHECKING:
    from markupsafe import Markup

    from graph.knowledge_graph import KnowledgeGraph
    from graph.views.network.picture import Picture
    from graph.views.record.overview import Overview

_NEWEST = 8
_HEIGHT = 460

kg = knowledge_graph()


@st.cache_resource(max_entries=LANGUAGES_AT_ONCE, show_spinner=False)
def _numbers(opened: int, _kg: KnowledgeGraph) -> tuple[Overview, Picture, KnowledgeGraph]:
    # The graph is kept beside them, so that no other one can get the same id meanwhile.
    return overview(_kg), grown(Grower(_kg), GLANCE), _kg


def _counts(numbers: Overview) -> Markup:
    """How many of each kind are on record, each a way to them."""
    kinds = [
        symbol(look.kind)
        + link(
            "ask",
            look.counted(numbers.families[look.kind]),
            question="list-of-kind",
            kind=look.kind,
        )
        for look in APPEARANCES
        if numbers.families.get(look.kind)
    ]
    others = [
        sentence(
            gettext("{documents}, the newest of {date}"),
            documents=link("sources", counted(len(numbers.documents), "document")),
            date=numbers.newest,
        ),
        sentence(
            gettext("{contradicted} of {statements}"),
            contradicted=link(
                "ask",
                ngettext(
                    "{number:,} statement that others contradict",
                    "{number:,} statements that others contradict",
                    numbers.disputed,
                    number=numbers.disputed,
                ),
                question="documents-that-disagree",
            ),
            statements=statements_that_count(numbers.documents),
        ),
    ]
    return listing([*kinds, *others], of="cbrn-counts")


@st.fragment
@while_it_answers()
def initiative(picture: Picture) -> None:
    """The regions and what ties them; what is picked says what it stands for and leads on."""
    told = network_canvas(picture.view.graph, picture.places, key="glance", height=_HEIGHT)
    selected = picture.view.drawn(told.id) if told else None
    match selected:
        case DrawnThing():
            name = kg.names[selected.id]
            ways = [
                link(
                    "network", gettext("Network around {label}", label=name.label), thing=name.short
                ),
                link(
                    "ask",
                    gettext("its countries"),
                    question="countries-of-region",
                    region=name.short,
                ),
                link(
                    "ask", gettext("its projects"), question="projects-of-region", region=name.short
                ),
                link("cooperation", gettext("a report on it"), view="report", about=name.short),
            ]
            st.html(onward(*ways))
        case TieLine() | BundleLine():
            ends = [kg.names[end] for end in (selected.source, selected.target)]
            told_of = all_of(end.label for end in ends)
            one, other = (end.short for end in ends)
            way = link(
                "ask",
                gettext(
                    "Which projects and meetings {things} share, with the documents",
                    things=told_of,
                ),
                question="what-connects",
                one=one,
                other=other,
            )
            st.html(onward(way))
        case _:
            st.caption(
                gettext(
                    "The thicker a line, the more projects and meetings cover both regions; the "
                    "strongest lines bear the number. Pick a region or a line."
                )
            )


numbers, glance, _ = _numbers(id(kg), kg)

st.title(gettext("Who works with whom, in what, since when, and who says so"))
box("box-large", spoken_language())
st.caption(
    gettext(
        "The EU CBRN Centres of Excellence Initiative in its public documents. Try: “who "
        "works with "
        "SCK CEN”, “Georgia and Ukraine”, “2024”. What is absent here is not on record; "
        "it does not "
        "mean that it did not happen."
    )
)
st.html(tasks())
left, right = st.columns([3, 2], gap="large")
with left:
    st.subheader(gettext("The Initiative at a glance"))
    initiative(glance)
with right:
    st.subheader(gettext("On record"))
    st.html(_counts(numbers))
    st.subheader(gettext("The newest documents"))
    news = [one for one in numbers.documents if one.issued and not one.codes][:_NEWEST]
    st.html(
        listing(
            link("sources", one.title, source=kg.names[one.iri].short)
            + " "
            + note(f"{one.publisher}, {one.dated}")
            for one in news
        )
    )
    if not news:
        st.caption(plain_text(gettext("No document with a date is on record.")))
