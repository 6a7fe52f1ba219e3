"""Cooperation: two things side by side, what they share, each line with its source."""

from __future__ import annotations

import streamlit as st

from graph.pages.cards import evidence_cards, link, source_line, symbol, table
from graph.pages.widgets import knowledge_graph, pick, plain_text
from graph.views.cooperation import compare

kg = knowledge_graph()

st.title("Cooperation")
st.caption("Two projects, two countries, or any two things side by side: what they share.")
things = kg.names.things()
left, right = st.columns(2, gap="medium")
with left:
    one = pick("One", things, "one")
with right:
    other = pick("The other", things, "other")

if one is None or other is None:
    st.info("Pick two things above, for example Project 53 and Project 65, or two countries.")
elif one == other:
    st.info("Pick two different things; a thing shares everything with itself.")
else:
    result = compare(kg.engine, kg.names, one.iri, other.iri)
    names = plain_text(one.label), plain_text(other.label)
    st.subheader(f"What {names[0]} and {names[1]} share")
    if result.direct:
        st.markdown("**A line between the two**")
        evidence_cards(result.direct, kg.names)
    if not result.shared:
        st.info("Nothing that both have a line to is on record.")
    else:
        table(
            ["Shared", one.label, other.label],
            [
                (
                    symbol(shared.name.family)
                    + link("network", shared.name.label, thing=shared.name.short),
                    "<br>".join(source_line(each, kg.names, one.iri) for each in shared.one),
                    "<br>".join(source_line(each, kg.names, other.iri) for each in shared.other),
                )
                for shared in result.shared
            ],
        )
    st.subheader("What only one of them has a line to, on record")
    sides = st.columns(2, gap="medium")
    for side, name, only in zip(sides, names, (result.only_one, result.only_other), strict=True):
        with side:
            st.markdown(f"**{name}**")
            listed = "\n".join(f"- {plain_text(each.label)}" for each in only)
            st.markdown(listed or "not on record")
