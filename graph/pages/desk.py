"""The desk for SPARQL: a box for a query of one's own, and its answer below."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from graph.errors import CbrnGraphError, EngineUnavailable, QueryError
from graph.pages.answers import show
from graph.pages.asked import Asked

if TYPE_CHECKING:
    from graph.knowledge_graph import KnowledgeGraph

__all__ = ["sparql_page"]

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


def sparql_page(kg: KnowledgeGraph) -> None:
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
    except EngineUnavailable:
        raise  # for the page that waits
    except CbrnGraphError as error:
        st.error(str(error))
        return
    show(kg, answer, Asked("sparql", query))
