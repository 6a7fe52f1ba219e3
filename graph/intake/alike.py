"""Which new things have a name much like that of a thing on record: are the two the same?

Only things of one kind are compared, and only as a question to the person who brings them. Names
that differ in a number ("14th", "15th") or in more than one word of weight are not alike; "&" and
"and", "Center" and "Centre", an acronym in brackets make no difference.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np
from rapidfuzz import fuzz, process

from graph.folding import words
from graph.intake.cleaning.doubts import in_latin

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

__all__ = ["Called", "Likeness", "alike"]

_LOWEST: Final = 78
"""Below this similarity of the whole names (0 to 100) there is nothing to ask."""
_WORD: Final = 72
"""From here on two words can be two spellings of one."""
_LONG: Final = 4
"""A name of so many words may have one more than the other and still be the same."""
_AT_ONCE: Final = 500
_FILLERS: Final = frozenset({"the", "of", "and", "for", "in", "on", "to", "a", "an", "de", "la"})
_BRACKETS: Final = re.compile(r"\(([^()]*)\)")


@dataclass(frozen=True, slots=True)
class Called:
    """A thing by its key (``organisation/istc``), its label and its other names."""

    key: str
    label: str
    others: tuple[str, ...] = ()


class Likeness(NamedTuple):
    """A new thing and one that it may be; ``score`` is 100 where a name is the same."""

    new: Called
    known: Called
    score: int


def alike(new: Iterable[Called], known: Iterable[Called]) -> Iterator[Likeness]:
    """For each new thing the known one of its kind that it is most like, if one is alike."""
    by_kind: dict[str, list[Called]] = defaultdict(list)
    for one in known:
        by_kind[_kind(one)].append(one)
    brought: dict[str, list[Called]] = defaultdict(list)
    for one in new:
        brought[_kind(one)].append(one)
    for kind, things in brought.items():
        if by_kind[kind]:
            yield from _among(things, by_kind[kind])


def _among(new: Sequence[Called], known: Sequence[Called]) -> Iterator[Likeness]:
    """The look-alikes among things of one kind."""
    names = [(form, one) for one in known for form in _forms(one)]
    choices = [form.words for form, _ in names]
    asked = [(form, one) for one in new for form in _forms(one)]
    best: dict[str, Likeness] = {}

    def keep(found: Likeness) -> None:
        if found.new.key not in best or best[found.new.key].score < found.score:
            best[found.new.key] = found

    for start in range(0, len(asked), _AT_ONCE):
        part = asked[start : start + _AT_ONCE]
        scores = process.cdist(
            [form.words for form, _ in part],
            choices,
            scorer=fuzz.ratio,
            score_cutoff=_LOWEST,
            dtype=np.uint8,
        )
        for row, column in zip(*np.nonzero(scores), strict=True):
            form, one = part[row]
            other, thing = names[column]
            if form.told_apart_from(other):
                continue
            if _could_be(form.words.split(), other.words.split()):
                score = 100 if form.words == other.words else min(int(scores[row, column]), 99)
                keep(Likeness(one, thing, score))
    yield from best.values()


class _Form(NamedTuple):
    """A name as its words of weight in alphabetical order.

    What stands in brackets and is no acronym may be another name, told ``aside``, or only say
    ``which`` one is meant, as in "Ministry of Health (Jordan)".
    """

    words: str
    aside: bool
    which: str

    def told_apart_from(self, other: _Form) -> bool:
        """Whether only what stands in brackets is alike, or all but that."""
        if self.aside or other.aside:
            return self.aside and other.aside
        return bool(self.which and other.which) and self.which != other.which


def _forms(one: Called) -> list[_Form]:
    """The names of a thing, each once."""
    forms: list[_Form] = []
    for name in (one.label, *one.others):
        readable = in_latin(name)
        inside = _BRACKETS.findall(readable)
        which = " ".join(_weighty(each) for each in inside if not each.isupper())
        forms.append(_Form(_weighty(_BRACKETS.sub(" ", readable)), aside=False, which=which))
        forms += [_Form(_weighty(each), not each.isupper(), "") for each in inside]
    return list(dict.fromkeys(form for form in forms if form.words))


def _weighty(name: str) -> str:
    return " ".join(sorted(word for word in words(name).split() if word not in _FILLERS))


def _could_be(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether each word has its fellow on the other side, save one in a long name."""
    if _numbers(one) != _numbers(other):
        return False
    left = list(other)
    alone = 0
    for word in one:
        fellow = max(left, key=lambda each: fuzz.ratio(word, each), default="")
        if fellow and (word == fellow or fuzz.ratio(word, fellow) >= _WORD):
            left.remove(fellow)
        else:
            alone += 1
    longest = max(len(one), len(other))
    return alone + len(left) <= (1 if longest >= _LONG else 0)


def _numbers(parts: Sequence[str]) -> list[str]:
    return sorted("".join(filter(str.isdecimal, part)) for part in parts if _has_digit(part))


def _has_digit(part: str) -> bool:
    return any(map(str.isdecimal, part))


def _kind(one: Called) -> str:
    return one.key.partition("/")[0]
