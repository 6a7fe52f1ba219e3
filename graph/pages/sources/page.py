"""Sources: each document of the register, and what it says, place by place."""

from __future__ import annotations

from functools import partial

import pandas as pd
import streamlit as st

from graph.kinds import SOURCE
from graph.pages.parts.cards import evidence_cards
from graph.pages.parts.fragments import link, onward
from graph.pages.parts.import_process import DATA, edit_workbook
from graph.pages.parts.pickers import pick
from graph.pages.parts.proposing import propose_here
from graph.pages.parts.widgets import knowledge_graph, plain_text
from graph.pages.sources.register import copy_told, register_of
from graph.templates import piece
from graph.texts import gettext
from graph.views.record.names import plain
from graph.views.record.overview import documents
from graph.views.record.statements import said_in

kg = knowledge_graph()
register = documents(kg.engine)

st.title(gettext("Sources"))
chosen = pick(
    gettext("Document"),
    [SOURCE],
    "source",
    placeholder=gettext("Pick a document to read what it says"),
)
if chosen is None:
    register_of(kg, register)
else:
    document = next(one for one in register if one.iri == chosen.iri)
    st.subheader(plain_text(document.title))
    st.html(piece("pages/sources/page.html", "about", document, copy_told(document)))
    if document.retracted:
        st.warning(
            plain_text(
                gettext(
                    "This document is retracted: {retracted}. It is kept, and nothing that it says "
                    "counts.",
                    retracted=document.retracted,
                )
            )
        )
    if DATA.is_dir():
        key = chosen.short.partition("/")[2]
        st.download_button(
            gettext("Workbook to edit this document"),
            partial(edit_workbook, key),
            file_name=f"{key}.xlsx",
            mime="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            on_click="ignore",
            icon=":material/edit_document:",
            help=gettext(
                "All that it says, to mend; brought back on the page Add a document, the document "
                "says exactly that."
            ),
        )
        retract = {"put-right": "retract", "thing": chosen.short}
        merge = {"put-right": "merge", "goes": chosen.short}
        st.html(
            onward(
                link("add", gettext("Retract this document"), **retract),
                link("add", gettext("It is on record twice"), **merge),
            )
        )
    statements = sorted(
        said_in(kg.engine, chosen.iri), key=lambda one: (one.order, one.sentence(kg.names))
    )
    asked_for = st.query_params.get("statement")
    words = st.text_input(
        gettext("Show only statements with these words"), placeholder="Kazakhstan"
    )
    rows = [
        (one.locator, one.sentence(kg.names), "; ".join(one.qualifiers), one.remark)
        for one in statements
    ]
    shown = [place for place, row in enumerate(rows) if plain(words) in plain(" ".join(row))]

    def cite() -> None:
        """Puts the picked statement into the address."""
        chosen_rows = st.session_state[f"said {words}"]["selection"]["rows"]
        if chosen_rows:
            st.query_params["statement"] = statements[shown[chosen_rows[0]]].statement_key
        else:
            st.query_params.pop("statement", None)

    st.caption(
        gettext(
            "{shown:,} of {all:,} statements; pick one to cite it: the address of this page "
            "then leads to it.",
            shown=len(shown),
            all=len(rows),
        )
    )
    st.dataframe(
        pd.DataFrame(
            [rows[place] for place in shown],
            columns=[
                gettext("Place"),
                gettext("What it says"),
                gettext("Also known"),
                gettext("Remark"),
            ],
        ),
        hide_index=True,
        height=420,
        on_select=cite,
        selection_mode="single-row",
        selection_default={
            "selection": {
                "rows": [
                    number
                    for number, place in enumerate(shown)
                    if statements[place].statement_key == asked_for
                ]
            }
        },
        key=f"said {words}",
        alt=gettext("What the document says"),
    )
    cited = [one for one in statements if one.statement_key == asked_for]
    evidence_cards(cited, kg.names, "")
    propose_here(kg, cited, "sources")
    if cited and DATA.is_dir():
        state = {"put-right": "retract", "statement": cited[0].statement_key}
        st.html(onward(link("add", gettext("Withdraw this statement"), **state)))
