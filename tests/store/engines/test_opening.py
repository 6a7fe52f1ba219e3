"""The graph is opened while the app starts, and what stands in the way stops nothing."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
EARLY = """
from graph.knowledge_graph import current_graph, open_early, ready_graph
open_early().join()
graph = ready_graph()
print(graph is not None and graph is current_graph())
"""


@pytest.mark.parametrize("is_there", [True, False])
def test_the_graph_is_open_before_anybody_asks(tmp_path: Path, is_there: bool) -> None:
    """It is the graph that visitors get; where there is none, the log says so and no more."""
    file = ROOT / "data" / "built" / "cbrn.nt" if is_there else tmp_path / "none.nt"
    done = subprocess.run(
        [sys.executable, "-c", EARLY],
        cwd=ROOT,
        env={**os.environ, "CBRN_GRAPH_FILE": str(file)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == f"{is_there}\n"
    assert ("There is no graph" in done.stderr) is not is_there
