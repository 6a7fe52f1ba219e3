"""``/find``: the things that a name, an acronym, a number or a code can mean, the best first.

The fields of the pages ask here while somebody types; so can programs. The answer is JSON::

    {"said": "", "sure": true, "options": [{"key": "country/KAZ", "label": "Kazakhstan", …}]}

With ``lang=fr`` labels are French where such a name is on record, and so is what is said; all names
are searched.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Final

from graph.kinds import BY_NAME, in_pictures
from graph.page_pass import is_pass
from graph.server.replies import Refusal, document
from graph.texts import gettext, speaking
from graph.views.record.options import option_of
from graph.views.record.search import RELATIONS, find_among, things_among
from graph.vocabulary import CBRN

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from graph.knowledge_graph import KnowledgeGraph
    from graph.server.house import House
    from graph.views.record.names import Name

__all__ = ["find"]

_MOST: Final = 30
_LONGEST: Final = 300


async def find(request: Request, house: House) -> Response:
    """Answer with what a text can mean; with the first of all where it is empty."""
    if not is_pass(request.headers.get("x-page-pass", "")):
        house.check(request)
    text = request.query_params.get("text", "")[:_LONGEST].strip()
    kinds = request.query_params.getlist("kind")
    for kind in kinds:
        if kind != RELATIONS and (not kind[:1].isupper() or kind not in CBRN.__annotations__):
            raise Refusal(400, f"'{kind}' is no kind of thing; name a class, such as Country.")
    out = frozenset(request.query_params.getlist("out"))
    among = frozenset(filter(None, request.query_params.get("among", "").split(",")))
    language = request.query_params.get("lang", "").lower()
    wanted = _Wanted(text, kinds, out, among)
    found = await house.run(lambda: _worded(house.graph(), language, wanted))
    return document(json.dumps(found, ensure_ascii=False), "application/json")


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What is looked for: a text, of which kinds, without some things, and among some alone."""

    text: str
    kinds: list[str]
    out: frozenset[str]
    among: frozenset[str]

    def has(self, thing: Name) -> bool:
        """Whether a thing may be offered."""
        return thing.short not in self.out and (not self.among or thing.short in self.among)


def _worded(kg: KnowledgeGraph, language: str, wanted: _Wanted) -> dict[str, object]:
    with speaking(language):
        return _found(kg.in_language(language), wanted)


def _found(kg: KnowledgeGraph, wanted: _Wanted) -> dict[str, object]:
    text, kinds = wanted.text, wanted.kinds
    if not text:
        things = [
            one
            for one in things_among(kg, kinds or list(filter(in_pictures, BY_NAME)))
            if wanted.has(one)
        ][:_MOST]
        return {"said": "", "sure": False, "options": [asdict(option_of(one)) for one in things]}
    most = len(kg.names.by_iri) if wanted.among else _MOST  # what is left out takes no place
    found = [one for one in find_among(kg, text, kinds, most) if wanted.has(one.thing)][:_MOST]
    sure = bool(found) and found[0].sure
    options = [asdict(option_of(one.thing, one.matched)) for one in found]
    return {
        "said": "" if sure else _not_called(text, bool(found)),
        "sure": sure,
        "options": options,
    }


def _not_called(text: str, is_close: bool) -> str:
    """Say that nothing has a name, and whether things follow that have one like it."""
    if is_close:
        return gettext("Nothing called “{text}” is on record; close to it:", text=text)
    return gettext("Nothing called “{text}” is on record.", text=text)
