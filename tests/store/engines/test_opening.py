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
OPENS_ANEW = """
import os, threading
from graph import knowledge_graph as opened
first = opened.standing()
begun, goes_on, really = threading.Event(), threading.Event(), opened._opened
def slowly(*given):
    begun.set()
    goes_on.wait()
    return really(*given)
opened._opened = slowly
os.utime(os.environ["CBRN_GRAPH_FILE"], (1, 1))
opening = threading.Thread(target=opened.current_graph)
opening.start()
begun.wait()
print(bool(first.edition) and first == opened.standing())
goes_on.set()
opening.join()
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


def test_the_build_before_is_told_while_a_new_one_is_opened(tmp_path: Path) -> None:
    """A server that has a graph says so, and which, also while it takes long to open the next."""
    file = tmp_path / "cbrn.nt"
    file.write_bytes((ROOT / "data" / "built" / "cbrn.nt").read_bytes())
    done = subprocess.run(
        [sys.executable, "-c", OPENS_ANEW],
        cwd=ROOT,
        env={**os.environ, "CBRN_GRAPH_FILE": str(file)},
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert done.stdout == "True\n"
