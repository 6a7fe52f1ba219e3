"""A component made known to Streamlit: its script, by its address, and its style sheet.

Streamlit sends a component's script through the socket again with every change of its data. So what
it gets is two lines, and the script itself is a file that a browser keeps (`graph.page_files`).
"""

from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Final

import streamlit as st

from graph.page_files import script
from graph.palette import painted

if TYPE_CHECKING:
    from streamlit.components.v2.types import ComponentRenderer

__all__ = ["register"]

_SHEET: Final = re.compile(r'^@import "(\.{1,2}/[^"]+\.css)";$', re.MULTILINE)
_LOADING: Final = """const { default: show } = await import(new URL("%s", document.baseURI).href);
export default show;
"""


def register(package: str, name: str) -> ComponentRenderer:
    """Make a component known to Streamlit, from ``NAME.js`` and ``NAME.css`` in its package.

    Args:
        package: the package of the component, which its ``__name__`` tells.
        name: what its first script and its style sheet are called; a component that shows nothing
            has no style sheet.
    """
    here = Path(str(files(package)))
    sheet = here / f"{name}.css"
    return st.components.v2.component(
        f"cbrn_graph_{name}",
        js=_LOADING % script(f"{here.name}/{name}.js").address,
        css=_styled(sheet) if sheet.is_file() else None,
    )


def _styled(path: Path) -> str:
    """A style sheet with its colours and the sheets that it imports (``@import "../….css";``)."""
    return painted(
        _SHEET.sub(
            lambda found: (path.parent / found[1]).read_text("utf-8"), path.read_text("utf-8")
        )
    )
