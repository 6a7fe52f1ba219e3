"""How a component's modules become one script, which is the only one that Streamlit takes."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

import pytest

from graph.joined_scripts import ScriptError, joined
from hatch_build import nodes
from tests.javascript import ROOT

COMPONENTS = ROOT / "graph" / "components"
# What esbuild bundles is no module of ours, and browser/ holds what the others import.
FIRST = sorted(
    path
    for path in COMPONENTS.glob("*/*.js")
    if "export default" in path.read_text("utf-8") and path.name != "codemirror.js"
)


@pytest.fixture(scope="module")
def node() -> str:
    """A Node to run what was joined with."""
    found = next(nodes(), None)
    assert found is not None, "the checks install a Node"
    return found[0]


def written(folder: Path, **modules: str) -> Path:
    """The first of some modules, written into a folder."""
    for name, text in modules.items():
        (folder / f"{name}.js").write_text(text, "utf-8")
    return folder / f"{next(iter(modules))}.js"


def test_joined_modules_do_what_they_do_apart(tmp_path: Path, node: str) -> None:
    """Names that two modules share stay apart, and each module runs once however often imported."""
    first = written(
        tmp_path,
        first='import {\n  size,\n  grow as more,\n} from "./large.js";\n'
        'import { size as small } from "./small.js";\n'
        "export default function show() { return [size(), small(), more()]; }\n",
        large='import { size as small, STEP } from "./small.js";\nconst own = 10;\n'
        "export function size() { return own + small(); }\n"
        "export const grow = () => STEP.times;\n",
        small="const own = 1;\nexport const STEP = { times: 0 };\nSTEP.times += 1;\n"
        "export function size() { return own; }\n",
    )
    (tmp_path / "run.mjs").write_text(
        'import apart from "./first.mjs"; import joined from "./joined.mjs";\n'
        "console.log(JSON.stringify([apart(), joined()]));\n"
    )
    for path in tmp_path.glob("*.js"):
        text = re.sub(r'\.js"', '.mjs"', path.read_text("utf-8"))
        path.with_suffix(".mjs").write_text(text, "utf-8")
    (tmp_path / "joined.mjs").write_text(joined(first), "utf-8")
    told = subprocess.run([node, "run.mjs"], cwd=tmp_path, capture_output=True, check=True).stdout
    assert json.loads(told) == [[11, 1, 1], [11, 1, 1]]


@pytest.mark.parametrize(
    ("modules", "sentence"),
    [
        ({"a": 'import { b } from "./b.js";\n'}, r"a\.js imports b\.js, which is not there"),
        (
            {
                "a": 'import { b } from "./b.js";\n',
                "b": 'import { c } from "./c.js";\n',
                "c": 'import { b } from "./b.js";\n',
            },
            r"circle: b\.js → c\.js → b\.js",
        ),
        ({"a": 'import b from "./b.js";\n', "b": ""}, r"a\.js, about line 1: “import b"),
        ({"a": "\nexport { c };\n"}, r"a\.js, about line 2: “export \{ c \};”"),
        ({"a": 'import { b } from "./b.js";\n', "b": "export default 1;\n"}, r"b\.js.*default"),
    ],
)
def test_what_cannot_be_joined_is_told_with_its_place(
    tmp_path: Path, modules: dict[str, str], sentence: str
) -> None:
    """A module that is missing, goes in a circle or exports in another form is named."""
    with pytest.raises(ScriptError, match=sentence):
        joined(written(tmp_path, **modules))


@pytest.mark.parametrize("first", FIRST, ids=lambda path: str(path.parent.name))
def test_each_component_is_one_script(first: Path, tmp_path: Path, node: str) -> None:
    """What Streamlit gets of each component is a script that Node can read and that exports one."""
    script = tmp_path / "script.mjs"
    script.write_text(joined(first), "utf-8")
    told = subprocess.run(
        [node, "--check", str(script)], capture_output=True, text=True, check=False
    )
    assert told.returncode == 0, told.stderr
    assert len(re.findall("(?m)^export ", script.read_text("utf-8"))) == 1
