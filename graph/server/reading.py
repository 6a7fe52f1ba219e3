"""``/read``: what a text can mean, a name, a year or a question in plain words.

The box of the pages asks here while somebody types; so can programs. The answer has the form of
``/find``; the key of an option is the address of the page that shows it, below that of the app.
"""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from typing import TYPE_CHECKING, Final
from urllib.parse import urlencode

from starlette.background import BackgroundTask

from graph.page_pass import is_pass
from graph.server.replies import document
from graph.texts import catalogued, gettext, speaking
from graph.views.asking.reading import understood
from graph.views.record.options import Option, option_of
from graph.views.record.search import find

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from starlette.requests import Request
    from starlette.responses import Response

    from graph.knowledge_graph import KnowledgeGraph
    from graph.server.house import House
    from graph.views.asking.reading import Interpretation, Understood
    from graph.views.record.names import Name

__all__ = ["read"]

_LONGEST: Final = 300
_THINGS: Final = 8
_BEGIN: Final = (
    (catalogued("What happened in 2024?"), "ask?question=happened-in-year&year=2024"),
    (
        catalogued("Who leads the most projects, and with whom do they partner?"),
        "ask?question=leads-and-partners",
    ),
    (catalogued("The whole Initiative as a picture"), "network"),
)


async def read(request: Request, house: House) -> Response:
    """Answer with the ways to understand a text, the best first, and the things of that name."""
    if not is_pass(request.headers.get("x-page-pass", "")):
        house.check(request)
    text = request.query_params.get("text", "")[:_LONGEST].strip()
    language = request.query_params.get("lang", "").lower()
    found = await house.run(lambda: _worded(house.graph().in_language(language), language, text))
    answer = document(json.dumps(found, ensure_ascii=False), "application/json")
    if not text:  # The box was entered: what reads a question is made ready while somebody types.
        answer.background = BackgroundTask(
            house.run, lambda: _made_ready(house.graph().in_language(language))
        )
    return answer


def _made_ready(kg: KnowledgeGraph) -> None:
    understood(kg, kg.questions, "")


def _worded(kg: KnowledgeGraph, language: str, text: str) -> dict[str, object]:
    with speaking(language):
        return _read(kg, text)


def _read(kg: KnowledgeGraph, text: str) -> dict[str, object]:
    if not text:
        begin = [
            asdict(Option(key=key, label=gettext(label), group=gettext("for example")))
            for label, key in _BEGIN
        ]
        return {"said": "", "sure": False, "options": begin}
    meant = understood(kg, kg.questions, text)
    named = find(kg.names, text, most=_THINGS)
    things = [_thing(one.thing, one.matched) for one in named]
    only = _only_names(meant) if meant.sure else ()
    things = things or [_thing(one) for one in only]  # "project forty-six" is said another way
    questions = list(_questions(meant))
    # "2019" is a year before it is a part of COVID-19.
    is_question = meant.sure and not meant.things
    is_name = bool(only) or (bool(named) and named[0].sure and not is_question)
    # A text that begins a name is a name; whoever asks a question says more than that.
    options = [*things, *questions] if is_name else [*questions, *things, _built(meant)]
    return {
        "said": " ".join(meant.remarks)
        if meant.sure or is_name
        else _said(text, meant, bool(things)),
        "sure": meant.sure or is_name,
        "options": [asdict(one) for one in options],
    }


def _questions(meant: Understood) -> Iterator[Option]:
    if meant.is_each:
        label = " · ".join(one.question for one in meant.readings)
        yield Option(key=_address(*meant.readings), label=label, group=gettext("questions"))
    for reading in meant.readings:
        group = gettext("questions") if reading.page == "ask" else gettext("pages")
        if reading.key != "network" or "thing" not in reading.address:
            yield Option(key=_address(reading), label=reading.question, group=group)


def _thing(name: Name, matched: str = "") -> Option:
    """A thing as an option that leads to its network."""
    return replace(option_of(name, matched), key=f"network?thing={name.short}")


def _only_names(meant: Understood) -> Sequence[Name]:
    """What a text names that says nothing else."""
    return meant.things if all(one.sort == "thing" for one in meant.pieces) else ()


def _built(meant: Understood) -> Option:
    """The way to build a question step by step, from the kind that the text names, if any."""
    kind = next((one for one in meant.pieces if one.sort == "kind"), None)
    label = (
        gettext("Build the question step by step, beginning with: {kind}", kind=kind.told)
        if kind
        else gettext("Build the question step by step")
    )
    address = f"ask?{urlencode({'build': kind.value if kind else ''})}"
    return Option(key=address, label=label, group=gettext("pages"))


def _address(reading: Interpretation, *others: Interpretation) -> str:
    """The address of what answers a reading, and below it each of the others."""
    then = [("then", urlencode(one.address)) for one in others]
    told = urlencode([*reading.address.items(), *then], safe="/,~")
    return f"{reading.page}?{told}" if told else reading.page


def _said(text: str, meant: Understood, has_things: bool) -> str:
    if meant.remarks and not meant.unknown:
        return " ".join(meant.remarks)
    if meant.unknown:
        lost = meant.not_understood
        return (
            gettext("Not understood: {words}; what comes near:", words=lost)
            if meant.readings or has_things
            else gettext("Not understood: {words}.", words=lost)
        )
    if meant.readings:
        return gettext("It can be read in more than one way:")
    return gettext("Nothing called “{text}” is on record, and no question reads so.", text=text)
