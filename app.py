"""The door of the app: ``streamlit run app.py``. Pages live in graph/pages."""

import streamlit as st

from graph.pages.widgets import stylesheet

PAGES = "graph/pages"

st.set_page_config(
    page_title="CBRN knowledge graph",
    page_icon=f"{PAGES}/icon.svg",
    layout="wide",
    # With an entry of its own the menu is shown, and in it the choice of light and dark.
    menu_items={
        "About": "Who works with whom in the EU CBRN Centres of Excellence Initiative, "
        "and which public documents say so."
    },
)
page = st.navigation(
    [
        st.Page(f"{PAGES}/overview.py", title="Overview", icon=":material/home:", default=True),
        st.Page(f"{PAGES}/network.py", title="Network", icon=":material/hub:"),
        st.Page(f"{PAGES}/ask.py", title="Ask", icon=":material/help:"),
        st.Page(f"{PAGES}/cooperation.py", title="Cooperation", icon=":material/handshake:"),
        st.Page(f"{PAGES}/sources.py", title="Sources", icon=":material/description:"),
        st.Page(f"{PAGES}/add.py", title="Add a document", icon=":material/note_add:"),
    ],
    position="top",
)
stylesheet()
page.run()
