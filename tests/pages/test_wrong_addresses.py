"""Every page with an address that is wrong: a sentence says what, and the page stands."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from urllib.parse import parse_qsl

import pytest
from streamlit.testing.v1 import AppTest

HERE = Path(__file__).parent
CASES = tomllib.loads((HERE / "wrong_addresses.toml").read_text("utf-8"))["address"]
PATIENCE = 60.0
_ESCAPED = re.compile(r"\\(\W)")


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['page']}?{case['query']}")
def test_a_wrong_address_gets_a_sentence(case: dict[str, str]) -> None:
    """What the address names and nobody knows is told once, as it was written."""
    page = AppTest.from_file(str(HERE.parents[1] / "app.py"), default_timeout=PATIENCE).run()
    for name, value in parse_qsl(case["query"]):
        page.query_params[name] = value
    page.switch_page(f"graph/pages/{case['page']}/page.py").run()
    assert not page.exception
    assert [_ESCAPED.sub(r"\1", one.value) for one in page.warning] == [case["says"]]
