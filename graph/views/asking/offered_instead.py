"""What is offered for a text that is not understood, where it is near to what can be asked.

A part of the world that is no region of the Initiative is in one or two of its regions, "the
Balkans"; half of a topic's name is likely to mean that topic, "poison centres". Neither is what was
typed, so that it is offered and never answered at once.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from graph.folding import words
from graph.languages import ENGLISH
from graph.views.asking.written_forms import written_forms

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from graph.views.asking.naming import Namer
    from graph.views.asking.reading_pieces import Understood
    from graph.views.record.names import Names

__all__ = ["or_offered_instead"]

_TABLE: Final = "offered_instead.toml"
_PLACES: Final = frozenset({"Country", "Region"})
_OFFERED: Final = 5
_SHORT: Final = 3
_PART: Final = 2
"""So many words of a topic's name are enough to mean it."""


def or_offered_instead(
    finder: Namer, names: Names, read: Callable[[str], Understood], whole: Understood, text: str
) -> Understood:
    """What a text is taken for; where that is not sure, what it is near to is offered first.

    Args:
        finder: what finds names.
        names: what things are called.
        read: what a text asks for.
        whole: what the text is taken for.
        text: what somebody typed.
    """
    if whole.sure or finder.wording.language != ENGLISH:
        return whole
    near = (*_near(text), *_in_regions(names, text), *_on_topics(finder, names, whole))
    of_each = [read(one) for one in dict.fromkeys(near)]
    first = [
        one.readings[0]
        for one in of_each
        if one.readings and not one.is_each and (one.sure or not one.unknown)
    ]
    offered = {one.question: one for one in (*first, *whole.readings)}
    return replace(whole, readings=tuple(offered.values())[:_OFFERED]) if first else whole


def _near(text: str) -> Iterator[str]:
    """What is asked in other words that come near to those of a text."""
    for told, meant in written_forms(_TABLE, "english"):
        if told.search(text):
            yield told.sub(meant, text)


def _in_regions(names: Names, text: str) -> Iterator[str]:
    """The text with each region in its place that has countries of a part of the world."""
    for told, keys in written_forms(_TABLE, "parts"):
        if not told.search(text):
            continue
        for key in keys.split():
            if region := names.find(key):
                yield told.sub(region.label, text)
        return


def _on_topics(finder: Namer, names: Names, whole: Understood) -> Iterator[str]:
    """What asks for projects on each topic whose name holds several words that are not understood.

    In the places that the text names, if it names any.
    """
    unknown = {word for one in whole.unknown for word in words(one).split()}
    left = {_one(word) for word in unknown - finder.wording.silent if len(word) > _SHORT}
    held = [
        (len(left & {*map(_one, words(one.label).split())}), one) for one in names.things(["Topic"])
    ]
    most = max((number for number, _ in held), default=0)
    if most < _PART:
        return
    places = [one.label for one in whole.things if one.family in _PLACES]
    there = f" in {' and '.join(places)}" if places else ""
    yield from (f"projects on {one.label}{there}" for number, one in held if number == most)


def _one(word: str) -> str:
    """A word as it is for one of several: "centres" as "centre"."""
    return word.removesuffix("s")
