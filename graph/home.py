"""Where the record lies that is served, asked and added to: `HOME`.

It is the folder that CBRN_GRAPH_ROOT names (``cbrn-graph serve --root``), else the checkout that
this code stands in, else the record that came with an installed package.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["APP", "HOME", "PAGES", "home_of"]

_HERE: Final = Path(__file__).parent
INSTALLED: Final = _HERE / "installed"
"""What an installed package brings beside its code; in a checkout it stands at the root."""


def home_of(environment: Mapping[str, str] = os.environ) -> Path:
    """Return the folder that holds ``data`` and ``ontology``."""
    if told := environment.get("CBRN_GRAPH_ROOT", "").strip():
        return Path(told).absolute()
    return INSTALLED if INSTALLED.is_dir() else _HERE.parent


HOME: Final = home_of()
"""The folder of this process."""

PAGES: Final = _HERE / "pages"
"""Where the pages of the app lie."""

APP: Final = (INSTALLED if INSTALLED.is_dir() else _HERE.parent) / "app.py"
"""The script that Streamlit serves; its options lie beside it in ``.streamlit/config.toml``."""
