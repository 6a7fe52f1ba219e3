"""Ask: questions in plain words with a form, and a box for SPARQL of one's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from graph.components.network_canvas import network_canvas
from graph.errors import CbrnGraphError, QueryError
from graph.pages.cards import legend, link
from graph.pages.widgets import knowledge_graph, pick, plain_text
from graph.store import ask
from graph.views.layout import positions
from graph.views.names import instances
from graph.views.network import drawn, sentence
from graph.views.tables import as_csv, labelled

if TYPE_CHECKING:
    from collections.abc import Collection

    from graph.store import Answer, Question
    from graph.views.network import NetworkView

_EXAMPLE = """\
# Which things does each country have a line to, and how many documents say so?
SELECT ?country ?thing (COUNT(DISTINCT ?document) AS ?documents)
WHERE {
  ?statement rdf:subject|rdf:object ?country, ?thing ;
             cbrn:statedIn ?document .
  ?country a cbrn:Country .
  ?thing a cbrn:Meeting .
}
GROUP BY ?country ?thing
ORDER BY ?country
"""
_GROUPS = {"analyst": "Explore", "staff": "Look up", "reviewer": "Review"}

kg = knowledge_graph()


def show(answer: Answer, view: str, name: str, hidden: Collection[str] = ()) -> None:
    """An answer as a table or a network, whichever the visitor chooses; ``view`` comes first."""
    if answer.form == "ask":
        st.subheader("Yes" if answer.boolean else "No, it is not on record")
        return
    if answer.cut:
        st.warning(answer.cut)
    table = labelled(answer, kg.names, hidden)
    rows = f"{len(table.rows):,} row{'' if len(table.rows) == 1 else 's'}"
    st.caption(f"{rows} in {answer.seconds:.2f} seconds")
    if not table.rows:
        st.info(
            "Nothing on record answers this. Loosen a part of the query, or pick another thing."
        )
        return
    choice = st.segmented_control(
        "Show as", ["table", "network"], default=view, key=f"as {name}", required=True
    )
    if choice == "network":
        try:
            network = drawn(kg.engine, answer, kg.names)
        except CbrnGraphError as error:
            st.info(str(error))
            return
        st.caption(plain_text(sentence(network)))
        network_canvas(network.graph, positions(network.graph), key=f"answer to {name}")
        legend(network)
        _open_in_network(network)
        return
    st.dataframe(
        {
            f"{heading}": [row[place] for row in table.rows]
            for place, heading in enumerate(table.columns)
        },
        hide_index=True,
        alt="The answer",
    )
    st.download_button("Download as CSV", as_csv(table), f"{name}.csv", "text/csv")


def _open_in_network(view: NetworkView) -> None:
    """A link to the things of an answer in Network, where they can be expanded and filtered."""
    things = "~".join(kg.names[node].short for node in sorted(view.graph))
    st.html(
        f"<p class='cbrn-go'>{link('network', 'Open these things in Network', things=things)}</p>"
    )


def card_page() -> None:
    """A question, its parameters as pickers, and the answer at once."""
    keys = list(kg.questions)
    wanted = st.query_params.get("question", keys[0])
    st.session_state["question"] = wanted if wanted in keys else keys[0]

    def keep() -> None:
        st.query_params.from_dict({"question": st.session_state["question"]})

    key = st.selectbox("Question", keys, format_func=_listed, key="question", on_change=keep)
    question = kg.questions[key]
    values = _values(question)
    if values is None:
        st.info("Fill in the form above; the answer follows at once.")
        return
    named = {name: kg.names.find(value) for name, value in values.items()}
    told = {name: found.label if found else values[name] for name, found in named.items()}
    st.subheader(plain_text(question.asked(told)))
    show(
        ask(kg.engine, question, values),
        question.view,
        key,
        hidden=[parameter.name for parameter in question.parameters],
    )
    if question.note:
        st.caption(question.note)
    with st.expander("The query behind this answer"):
        st.code(question.sparql, language=None)


def _listed(key: str) -> str:
    question = kg.questions[key]
    told = {parameter.name: f"[{parameter.name}]" for parameter in question.parameters}
    return f"{_GROUPS[question.group]}: {question.asked(told)}"


def _values(question: Question) -> dict[str, str] | None:
    """What the form holds for each parameter; ``None`` while one of them is empty."""
    values: dict[str, str] = {}
    for parameter in question.parameters:
        if parameter.name not in st.query_params:
            st.query_params[parameter.name] = parameter.default or ""
        if parameter.kind == "thing":
            options = instances(kg.engine, kg.names, parameter.type_iri)
            chosen = pick(parameter.name.capitalize(), options, parameter.name)
            values[parameter.name] = chosen.short if chosen else ""
        else:
            typed = st.text_input(parameter.name.capitalize(), st.query_params[parameter.name])
            st.query_params[parameter.name] = values[parameter.name] = typed
    return values if all(values.values()) else None


def sparql_page() -> None:
    """A box for a query, its answer, and a sentence with the line where it cannot be read."""
    written = st.text_area(
        "SPARQL query",
        st.query_params.get("query", _EXAMPLE),
        height=260,
        help="Known prefixes: cbrn, rdf, rdfs, skos, dct, xsd, and one for each kind of thing, "
        "as in country:KAZ or meeting:rtm-ca-14.",
    )
    if st.button("Run"):
        st.query_params["query"] = written
    query = st.query_params.get("query")
    if not query:
        st.caption("Run the query to see its answer here; it can be shown as a table or a network.")
        return
    try:
        with st.spinner("Running the query …", show_time=True):
            answer = kg.query(query)
    except QueryError as error:
        st.error(str(error))
        if error.line:
            st.code(query.splitlines()[error.line - 1], language=None)
        return
    except CbrnGraphError as error:
        st.error(str(error))
        return
    show(answer, "table", "sparql")


st.title("Ask")
how = st.segmented_control(
    "How to ask",
    ["Questions", "SPARQL"],
    default="SPARQL" if "query" in st.query_params else "Questions",
    label_visibility="collapsed",
    required=True,
)
if how == "SPARQL":
    sparql_page()
else:
    card_page()
