"""Tables of what people write name what there is."""

from __future__ import annotations

from graph.views.asking.not_told import CONDITIONS
from graph.views.asking.written_forms import written_forms


def test_rows_name_conditions_and_each_condition_has_a_row() -> None:
    """What stays untold does so under a condition that there is, and there is no other one."""
    assert {so for _, so in written_forms("not_told.toml", "english")} == {*CONDITIONS}
