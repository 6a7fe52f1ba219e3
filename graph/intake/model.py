"""A language model that proposes further statements of a text, where the owner has set one up.

Any server with OpenAI's interface for chats will do. It is off as it comes: without
``CBRN_GRAPH_MODEL`` nothing is ever sent. A model chooses among what is offered to it: things that
were found in the text, properties of the ontology, words of the text. A row whose quote does not
stand in the text word for word, with both of its ends in it, is dropped and told as dropped.
"""

from __future__ import annotations

import json
import os
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import requests

from graph.reading.generic import GENERIC
from graph.reading.proposed import ProposedStatement

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from graph.reading.known import KnownThings
    from graph.reading.mentions import Mention
    from graph.reading.ranges import Ranges
    from graph.reading.reading import Reading

__all__ = ["Dropped", "Model", "model_set_up", "proposed_by_model"]

_SECONDS: Final = 120.0
_LONGEST: Final = 40_000
_MOST: Final = 200
_ASKED: Final = (
    "You read a public document for a record of cooperation. Answer with JSON only: "
    '{"statements": [{"subject": KEY, "property": NAME, "object": KEY, "quote": WORDS}]}. '
    "Use only keys and properties from the lists. The quote is copied from the text word for word "
    "and names both things. Leave out what the text does not say."
)


@dataclass(frozen=True, slots=True)
class Model:
    """Where a model answers, what it is called there, and the key to it where it needs one."""

    address: str
    name: str
    key: str = ""


@dataclass(frozen=True, slots=True)
class Dropped:
    """A row that a model proposed and that does not count, with the reason."""

    told: str
    why: str


def model_set_up() -> Model | None:
    """The model that the owner has set up by ``CBRN_GRAPH_MODEL``; None as it comes."""
    address = os.environ.get("CBRN_GRAPH_MODEL", "").rstrip("/")
    if not address:
        return None
    name = os.environ.get("CBRN_GRAPH_MODEL_NAME", "default")
    return Model(address, name, os.environ.get("CBRN_GRAPH_MODEL_KEY", ""))


def proposed_by_model(
    model: Model, reading: Reading, known: KnownThings, ranges: Ranges
) -> tuple[list[ProposedStatement], list[Dropped]]:
    """The statements that a model adds to a reading, and those of it that were dropped.

    Where the model cannot be asked or answers with something else, that is told as dropped.
    """
    try:
        proposed = _answer(model, _offer(reading, ranges))
    except (requests.RequestException, ValueError, KeyError, TypeError, IndexError) as error:
        return [], [Dropped("everything", f"the model gave no answer ({type(error).__name__})")]
    rows: list[ProposedStatement] = []
    dropped: list[Dropped] = []
    there = {(claim.subject.key, claim.property, claim.object.key) for claim in reading.claims}
    for each in proposed[:_MOST]:
        cells = {
            name: str(each.get(name, "")) for name in ("subject", "property", "object", "quote")
        }
        told = " · ".join(list(cells.values())[:3])
        made = _checked(model, reading, known, ranges, cells)
        if isinstance(made, str):
            dropped.append(Dropped(told, made))
        elif (made.subject, made.property, made.object) not in there:
            rows.append(made)
    return rows, dropped


def _offer(reading: Reading, ranges: Ranges) -> str:
    """What a model may choose from: the things of the text, the properties, the text itself."""
    things = {
        one.key: one.text for one in reading.mentions if "/" in one.key and one.way != GENERIC
    }
    listed = "\n".join(f"{key} = {text}" for key, text in sorted(things.items()))
    links = ", ".join(sorted(name for name in ranges.range if name in ranges.domain))
    return f"Things:\n{listed}\n\nProperties: {links}\n\nText:\n{reading.text[:_LONGEST]}"


def _answer(model: Model, offer: str) -> Sequence[Mapping[str, Any]]:
    """What the model proposes, as it came."""
    asked = requests.post(
        f"{model.address}/chat/completions",
        json={
            "model": model.name,
            "temperature": 0,
            "response_format": {"type": "json_object"},
            "messages": [
                {"role": "system", "content": _ASKED},
                {"role": "user", "content": offer},
            ],
        },
        headers={"Authorization": f"Bearer {model.key}"} if model.key else {},
        timeout=_SECONDS,
        allow_redirects=False,
    )
    asked.raise_for_status()
    content = json.loads(asked.json()["choices"][0]["message"]["content"])
    return [one for one in content["statements"] if isinstance(one, dict)]


def _checked(
    model: Model, reading: Reading, known: KnownThings, ranges: Ranges, cells: Mapping[str, str]
) -> ProposedStatement | str:
    """The row that a proposal makes, or why it makes none."""
    found = _place(reading.text, cells["quote"])
    if found is None:
        return "its quote does not stand in the text word for word"
    start, end = found
    subject, value = (_inside(reading, cells[name], start, end) for name in ("subject", "object"))
    if subject is None or value is None:
        return "its quote does not name both things"
    kinds = [one.type or known.types.get(one.key, "") for one in (subject, value)]
    if cells["property"] not in ranges.domain or not ranges.allows(cells["property"], *kinds):
        return "the property cannot join these two"
    place = next((one for one in reading.paragraphs if one.start <= start < one.end), None)
    new = [side for side, one in (("subject", subject), ("object", value)) if one.new]
    return ProposedStatement(
        subject=subject.key,
        property=cells["property"],
        object=value.key,
        locator=place.locator if place else "page",
        since="",
        until="",
        role="",
        basis="stated",
        remark="",
        quote=" ".join(reading.text[start:end].split()),
        subject_label=subject.text,
        object_label=value.text,
        new=" and ".join(new),
        start=start,
        end=end,
        matched=f"proposed by the model {model.name}",
    )


def _place(text: str, quote: str) -> tuple[int, int] | None:
    """Where a quote stands in a text; white space may differ, words may not."""
    words = quote.split()
    if not words:
        return None
    found = re.search(r"\s+".join(map(re.escape, words)), text)
    return found.span() if found else None


def _inside(reading: Reading, key: str, start: int, end: int) -> Mention | None:
    """The mention of a thing within a passage."""
    return next(_mentions(reading, key, start, end), None)


def _mentions(reading: Reading, key: str, start: int, end: int) -> Iterator[Mention]:
    return (
        one for one in reading.mentions if one.key == key and start <= one.start and one.end <= end
    )
