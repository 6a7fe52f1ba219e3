"""Which meetings a text is about: the one it reports, those it mentions, and which are on record.

A text says "the 16th Round-Table Meeting (RTM) for Central Asia", then "the event", then "the
meeting". All of them are one meeting, unless an ordinal or a date of its own tells another one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.reading.meetings_named import ENOUGH, places_of_meetings, sorted_out
from graph.reading.meetings_on_record import known_or_new
from graph.reading.mentions import Mention, MentionKind

if TYPE_CHECKING:
    from graph.reading.meetings_named import Met
    from graph.reading.survey import Survey

__all__ = ["meetings"]


def meetings(survey: Survey) -> None:
    """Puts the names of meetings among the mentions; a text that reports none has none."""
    met = sorted(places_of_meetings(survey), key=lambda one: one.start)
    main = max(met, key=lambda one: one.score, default=None)
    if main is None or main.score <= ENOUGH:
        return
    told = sorted_out(survey, met, main)
    used: set[str] = set()
    for meeting in told:
        key, label = known_or_new(survey, meeting, main=meeting is told[0])
        if key in used and meeting.when is not None:
            key += meeting.when.key[4:]
        used.add(key)
        for place in meeting.places:
            known = key in survey.known.types
            text = _in_full(survey, place)
            survey.mentions.add(
                Mention(
                    start=place.start, end=place.end, kind=MentionKind.MEETING, key=key, text=text,
                    way="worked out" if meeting.worked_out else "shape",
                    label="" if known else label,
                    type="" if known else meeting.kind.type,
                )
            )  # fmt: skip


def _in_full(survey: Survey, place: Met) -> str:
    """The name of a meeting as the text writes it, with the region that it is for."""
    end = place.end
    after = survey.next_mention(end, 12, lambda one: one.kind is MentionKind.REGION)
    return survey.text[place.start : after.end if after is not None else end]
