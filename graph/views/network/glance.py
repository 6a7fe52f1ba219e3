"""The Initiative at a glance: its regions, and what ties them."""

from __future__ import annotations

from typing import Final

from graph.views.network.view_state import Relation, Tie, ViewState

__all__ = ["GLANCE"]

GLANCE: Final = ViewState(
    ties=tuple(
        Tie("Region", Relation("coversRegion", inward=True), kind)
        for kind in ("Meeting", "Project")
    )
)
"""What is shown before anything is picked: the regions, and how many activities they share."""
