"""A table that somebody brings to the page *Add a document*: one of the record, with a new line."""

from __future__ import annotations

from pathlib import Path

__all__ = ["BROUGHT", "TABLE"]

TABLE = Path(__file__).parents[2] / "data" / "statements" / "unicri-2021-06-rtm-ca-14.csv"
BROUGHT = (
    b"subject,property,object,locator\nmeeting/rtm-ca-14,attendedBy,organisation/eeas,paragraph 5\n"
)
