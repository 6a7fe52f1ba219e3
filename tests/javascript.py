"""Checks the JavaScript of the app as strictly as the Python: types, style, tests.

``python -m tests.javascript`` checks types (TypeScript reads them from JSDoc comments) and style
(ESLint). Both come from npm, pinned and hashed in ``package-lock.json``, into ``node_modules/``; a
second run fetches nothing. The tests need nothing but Node: ``python -m tests.javascript test``
runs them alone, pytest runs them with the rest.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

from hatch_build import FETCH, nodes, with_node

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["check", "fetched", "run_tests"]

ROOT: Final = Path(__file__).resolve().parents[1]
_NO_NODE: Final = "JavaScript was not checked: no Node was found. `make lint` installs one."
_CHECKERS: Final = (
    ("types", ("node_modules/typescript/bin/tsc", "--project", ".")),
    ("style", ("node_modules/eslint/bin/eslint.js", "--max-warnings", "0", ".")),
)


def check(root: Path = ROOT) -> str:
    """A sentence that says what is wrong with the JavaScript, or nothing; details are printed.

    Args:
        root: the folder of the project, or of a copy of what is to be checked.
    """
    found = next(nodes(), None)
    if found is None:
        return _NO_NODE
    node, npm = found
    reason = fetched(root, "what checks the JavaScript", node, npm)
    if reason:
        return (
            f"JavaScript was not checked: npm could not fetch its checkers.\n{reason}\n"
            "The app needs none of them; try again with a network."
        )
    broken = [
        name
        for name, command in _CHECKERS
        if subprocess.run([node, *command], cwd=root, check=False).returncode
    ]
    return f"The JavaScript breaks the rules of {' and '.join(broken)}." if broken else ""


def run_tests(names: Sequence[str] = ()) -> subprocess.CompletedProcess[str]:
    """The outcome of the tests written in JavaScript, with what Node tells of them.

    Raises:
        RuntimeError: there is no Node.
    """
    found = next(nodes(), None)
    if found is None:
        raise RuntimeError(_NO_NODE)
    files = sorted(ROOT.glob("tests/**/*.test.js"))
    return subprocess.run(
        [found[0], "--test", *(names or map(str, files))],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def fetched(folder: Path, what: str, node: str, npm: Sequence[str]) -> str:
    """Fetch what a folder's lock file names, where it is not there; what npm says where it cannot.

    Args:
        folder: where ``package-lock.json`` lies, and ``node_modules/`` is put.
        what: what it is, in words for whoever waits.
        node: how Node is called.
        npm: how its npm is.
    """
    lock, kept = folder / "package-lock.json", folder / "node_modules" / ".package-lock.json"
    if kept.exists() and kept.stat().st_mtime >= lock.stat().st_mtime:
        return ""
    print(f"Fetching {what}, once ...", flush=True)
    done = subprocess.run(
        [*npm, *FETCH],
        cwd=folder,
        env=with_node(node),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    if done.returncode:
        return done.stderr.strip() or f"exit code {done.returncode}"
    kept.touch()
    return ""


def main(arguments: Sequence[str]) -> int:
    """Check, or with the argument "test" run the tests; 1 where something is wrong."""
    if arguments == ["test"]:
        outcome = run_tests()
        print(outcome.stdout, outcome.stderr, sep="")
        return outcome.returncode
    wrong = check()
    if wrong:
        print(wrong, file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
