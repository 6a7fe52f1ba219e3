"""The JavaScript is held to its own rules, and its own tests pass."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from tests.javascript import ROOT, check, run_tests

if TYPE_CHECKING:
    from pathlib import Path

# One line each, and the rule that refuses it.
BREACHES = [
    ("export const wrong = counted(1);\n", "TS2554"),
    ("/** @param {string} text */\nexport const long = (text) => text.size;\n", "TS2339"),
    ("export function untyped(what) { return what; }\n", "TS7006"),
    ("export function show(/** @type {Element} */ at) { at.innerHTML = ``; }\n", "innerHTML"),
    ("export const asked = fetch(`/`);\n", "no-restricted-globals"),
    ("const inner = 1;\nexport { inner as other };\n", "no-restricted-syntax"),
]


def test_the_tests_in_javascript_pass() -> None:
    """Node finds tests of geometry, state and words, and none of them fails."""
    outcome = run_tests()
    assert outcome.returncode == 0, outcome.stdout
    assert "pass 0" not in outcome.stdout


@pytest.mark.skipif(not (ROOT / "node_modules").exists(), reason="`make lint` fetches the checkers")
def test_breaches_are_seen(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """A wrong type, text read as markup, a request or a form that cannot be joined is refused."""
    for name in ("package.json", "package-lock.json", "tsconfig.json", "eslint.config.mjs"):
        shutil.copy(ROOT / name, tmp_path)
    (tmp_path / "node_modules").symlink_to(ROOT / "node_modules")
    home = tmp_path / "graph" / "components" / "browser"
    home.mkdir(parents=True)
    shutil.copy(ROOT / "graph/components/browser/plurals.js", home)
    for number, (line, _) in enumerate(BREACHES):
        head = 'import { counted } from "./plurals.js";\n' if "counted" in line else ""
        (home / f"breach{number}.js").write_text(head + line, "utf-8")
    assert check(tmp_path) == "The JavaScript breaks the rules of types and style."
    told = capfd.readouterr().out
    assert [line for line, rule in BREACHES if rule not in told] == []
    assert "plurals.js" not in told


def test_what_cannot_be_fetched_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where npm reaches nothing the check fails, with a sentence that says why."""
    for name in ("package.json", "package-lock.json"):
        shutil.copy(ROOT / name, tmp_path)
    monkeypatch.setenv("npm_config_registry", "http://127.0.0.1:9")
    monkeypatch.setenv("npm_config_cache", str(tmp_path / "cache"))
    told = check(tmp_path)
    assert told.startswith("JavaScript was not checked: npm could not fetch its checkers.")
    assert "ECONNREFUSED" in told
