"""The mini-world: its tables to be changed, or built for real, also with labels that mean harm."""

from __future__ import annotations

import shutil
from pathlib import Path

from graph.building.release import BUILT, build, write
from graph.store import EmbeddedEngine

ROOT = Path(__file__).parents[1]
HOSTILE = (
    "</script><script>window.struck=1</script><img src=x onerror=window.struck=1>"
    "]]>&amp;\"'{{x}}SEPARATOR =1+1"
)
STORED = HOSTILE.replace("SEPARATOR", "\u2028\b")
SHOWN = STORED.replace("\b", "\N{REPLACEMENT CHARACTER}")


def mini_project(folder: Path) -> Path:
    """A project folder with the mini-world's tables, which a test may change, and the ontology."""
    shutil.copytree(ROOT / "tests" / "worlds" / "mini", folder / "data")
    (folder / "ontology").symlink_to(ROOT / "ontology")
    return folder


def whole_project(folder: Path) -> Path:
    """A copy of the whole project with the mini-world as its record, built; it can be served."""
    mini_project(folder)
    write(build(folder), folder / BUILT)
    (folder / "ontology").unlink()
    # With what Python has compiled: each command that a page starts would do it again.
    for name in ("graph", "ontology", ".streamlit"):
        shutil.copytree(ROOT / name, folder / name)
    shutil.copy(ROOT / "app.py", folder)
    return folder


def mini_world(folder: Path, label: str = "Aland") -> EmbeddedEngine:
    """The mini-world, built in a folder, with a label of its own for one country."""
    mini_project(folder)
    quoted = '"' + label.replace('"', '""') + '"'
    things = folder / "data" / "things" / "all.csv"
    things.write_text(things.read_text().replace("Aland,", f"{quoted},", 1))
    documents = folder / "data" / "documents.csv"
    if label != "Aland":
        text = documents.read_text()
        documents.write_text(text.replace("Gazette on the first gathering", quoted, 1))
    write(build(folder), folder / "mini.nt")
    # What ends a line for JavaScript and what XML cannot hold, put in afterwards: tables cannot.
    built = (folder / "mini.nt").read_text()
    (folder / "mini.nt").write_text(built.replace("SEPARATOR", "\u2028\b"))
    return EmbeddedEngine(folder / "mini.nt")
