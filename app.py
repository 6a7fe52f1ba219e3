"""The door of the app: ``streamlit run app.py``. Pages live in graph/pages, routes in graph/server.

Streamlit reads this file twice: as a server it takes ``app``, which serves the pages and the doors
for programs on one port, and for each visitor it runs it as a script.
"""

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from graph.knowledge_graph import open_early

if is_server := get_script_run_ctx(suppress_warning=True) is None:
    open_early()  # what follows takes half a second to import

from graph.components.reader_language import reader_language
from graph.home import PAGES
from graph.pages.parts.box import run_below_box
from graph.pages.parts.engine_away import is_away, wait_page, while_it_answers
from graph.pages.parts.fragments import stylesheet
from graph.pages.parts.sign_in import is_welcome, sign_in_page, sign_out
from graph.pages.parts.visits import visits
from graph.server import front
from graph.texts import catalogued, gettext, speaking

ABOUT = catalogued("Who works with whom in the EU CBRN CoE Initiative, and who says so.")
TITLES = {
    "overview": (catalogued("Overview"), ":material/home:"),
    "network": (catalogued("Network"), ":material/hub:"),
    "connections": (catalogued("Connections"), ":material/route:"),
    "ask": (catalogued("Ask"), ":material/help:"),
    "cooperation": (catalogued("Cooperation"), ":material/handshake:"),
    "sources": (catalogued("Sources"), ":material/description:"),
    "add": (catalogued("Add a document"), ":material/note_add:"),
}

if is_server:
    app = st.App(__file__, **front(TITLES, visits)._asdict())
else:
    with speaking(reader_language()):
        st.set_page_config(
            page_title=gettext("CBRN knowledge graph"),
            page_icon=f"{PAGES}/icon.svg",
            layout="wide",
            # With an entry of its own the menu is shown, and in it the choice of light and dark.
            menu_items={"About": gettext(ABOUT)},
        )
        pages = [
            st.Page(f"{PAGES}/{path}/page.py", title=gettext(title), icon=icon, url_path=path)
            for path, (title, icon) in TITLES.items()
        ]
        page = st.navigation(pages, position="top" if is_welcome() else "hidden")
        stylesheet()
        if not is_welcome():
            sign_in_page()
        elif is_away():
            wait_page()
        else:
            with visits.turn(), while_it_answers():
                run_below_box(page, TITLES)
                sign_out()
