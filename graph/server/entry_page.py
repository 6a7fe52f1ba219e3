"""``/id/KIND/KEY?format=entry``: a country, a region or a project as an entry to read and print."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from urllib.parse import urlencode

from graph.languages import ENGLISH, language_of
from graph.templates import template
from graph.texts import CATALOGUES, speaking, spoken_language
from graph.views.record.entry import ENTERED, entry

if TYPE_CHECKING:
    from graph.knowledge_graph import KnowledgeGraph
    from graph.views.record.names import Name

__all__ = ["ENTRY", "entry_page"]

ENTRY: Final = "entry"
"""The name of the form, as the parameter ``format`` of an address says it."""


def entry_page(kg: KnowledgeGraph, thing: str, language: str) -> str:
    """The page, worded in a language where there are texts in it, with names in that language."""
    kg = kg.in_language(language)
    with speaking(language):
        made = entry(kg, thing)
        spoken = language_of(spoken_language())
        asked = [] if language == ENGLISH else [("lang", language)]

        def app(page: str, **state: str) -> str:
            return f"../../{page}?{urlencode([*state.items(), *asked], safe='/')}"

        places: dict[str, dict[str, str]] = {}
        for part in made.parts:
            for _, lines in part.relations:
                for cited in (each for line in lines for each in line.cited):
                    one = cited.evidence
                    source = kg.names[one.document].short
                    to = app("sources", source=source, statement=one.statement_key)
                    places.setdefault(one.document, {}).setdefault(one.locator, to)
        return template("server/entry.html").render(
            entry=made,
            language=spoken.tag,
            direction=spoken.direction,
            network=app("network", thing=made.thing.short),
            other=_other(spoken.tag),
            address_of=lambda name: _address_of(name, app("network", thing=name.short), asked),
            documents=[
                (
                    one,
                    kg.names[one.document].label,
                    app("sources", source=kg.names[one.document].short),
                )
                for one in made.documents
            ],
            places={document: list(told.items()) for document, told in places.items()},
        )


def _address_of(name: Name, network: str, asked: list[tuple[str, str]]) -> str:
    """The entry of a thing that has one, below this one's address; of any other its network."""
    if name.family not in ENTERED:
        return network
    return f"../{name.short}?{urlencode([('format', ENTRY), *asked])}"


def _other(spoken: str) -> dict[str, str]:
    """The other language in which the page can be read."""
    tags = [ENGLISH, *sorted(one.parent.name for one in CATALOGUES.glob("*/pages.po"))]
    tag = next(one for one in tags if one != spoken)
    asked = [("format", ENTRY), *([] if tag == ENGLISH else [("lang", tag)])]
    return {"tag": tag, "own": language_of(tag).own, "address": f"?{urlencode(asked)}"}
