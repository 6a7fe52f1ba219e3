"""What "the project", "this initiative" or "the region" stand for: the one that was named last."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from graph.reading.mentions import Mention, MentionKind
from graph.reading.paragraphs import ParagraphPart

if TYPE_CHECKING:
    from graph.reading.survey import Survey

__all__ = ["GENERIC", "generics"]

GENERIC: Final = "generic"
"""How a mention was found that has no name of its own."""

_SPOKEN: Final = frozenset({ParagraphPart.TITLE, ParagraphPart.BODY})
_KINDS: Final = {
    "meeting": MentionKind.MEETING,
    "project": MentionKind.PROJECT,
    "initiative": MentionKind.INITIATIVE,
    "region": MentionKind.REGION,
    "plan": MentionKind.PLAN,
    "secretariat": MentionKind.SECRETARIAT,
}


def generics(survey: Survey) -> None:
    """Puts the generic names among the mentions, each as the thing it stands for."""
    for name, kind in _KINDS.items():
        main = survey.main(kind)
        named = list(survey.mentions_of(kind))
        first = next((one for one in named if one.key == main), None)
        if first is None and main:
            within = next(survey.mentions_of(MentionKind.SECRETARIAT))
            first = replace(within, kind=kind, key=main, label="", type="")
        # A heading above a text files it somewhere; what it speaks of is said by title and body.
        told = [one for one in named if survey.part_at(one.start) in _SPOKEN] or named
        for words in survey.words:
            form = words.expression("generic", name)
            for found in form.finditer(survey.text) if form else ():
                meant = _before(told, found.start(), kind) or first
                after = survey.mentions.within(found.end(), found.end() + 2)
                if any(one.kind is kind for one in after):
                    continue  # "the project SAFE": its name follows
                if meant is not None and survey.mentions.free(*found.span()):
                    start, end = found.span()
                    survey.mentions.add(
                        replace(meant, start=start, end=end, text=found[0], way=GENERIC)
                    )


def _before(named: list[Mention], place: int, kind: MentionKind) -> Mention | None:
    """The last thing of the kind that was named before a place; of meetings, the main one."""
    if kind is MentionKind.MEETING:
        return None
    earlier = [one for one in named if one.start < place]
    return earlier[-1] if earlier else None
