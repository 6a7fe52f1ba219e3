"""Several questions in one text: "where was it and who attended"."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from graph.folding import words
from graph.languages import ENGLISH
from graph.views.asking.series import at_an_end, numbered

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from graph.store import Question
    from graph.views.asking.naming import Namer
    from graph.views.asking.pieces import Piece
    from graph.views.record.names import Name, NamedGraph

__all__ = [
    "asks_again",
    "asks_for_another",
    "has_sentences",
    "of_another",
    "of_the_first",
    "refers_back",
    "several_questions",
    "those_told",
    "tied_kind_asked",
]

_ASKING: Final = (
    r"\s+(?=(?:(?:in|for|with|until|since)\s+)?(?:which|what|whom?|whose|where|when|how)\b)"
)
_NEXT: Final = re.compile(rf"(?:,?\s+and|[.?]){_ASKING}", re.IGNORECASE)
"""What stands before a second question in a text."""
_LISTED: Final = re.compile(rf"(?:,?\s+and|[,;.?]){_ASKING}", re.IGNORECASE)
"""The same in a list of questions; but "projects about waste, in which countries" is one."""
_HOW_MANY: Final = re.compile(r"\bhow\s+many\b(?=\s+(?:in|of|for|from|at|with)\b)", re.IGNORECASE)
_PLACES: Final = frozenset({"Country", "Region"})
_WHICH_ARE: Final = re.compile(
    r"^\s*which(?:\s+(?:ones?|of\s+them))?\s+(?=(?:are|is|was|were)\s+"
    r"(?:about|based|by|covered|for|from|funded|held|hosted|in|led|of|on)\b)",
    re.IGNORECASE,
)
"""What asks for some of the same kind by other things: "and which are in the Middle East"."""
_SENTENCES: Final = re.compile(rf"[.?]{_ASKING}", re.IGNORECASE)
_TIED: Final = re.compile(
    r"\band\s+(?:in|for|of|by|with|from|at)\s+(?:which|what|how\s+many)\s+([\w ]+?)\s*[?.]*\s*$",
    re.IGNORECASE,
)
_THEM: Final = re.compile(r"\b(?:them|they)\b", re.IGNORECASE)
_THE: Final = "the"
_BACK: Final = re.compile(
    r"\b(?:them|they|their|there|its?|each|those|these|was|were)\b", re.IGNORECASE
)
_ROLE: Final = "role"
_WITH_ROLES: Final = frozenset({"Organisation", "Person"})
_IT: Final = re.compile(r"\bit\b", re.IGNORECASE)
_RANKED: Final = frozenset({"most", "fewest", "smallest", "longest", "first", "latest"})
_THOSE: Final = re.compile(
    r"\b(?:those|these)\b(?!\s+\w)|\b(?:did|do|does|have|has)\s+(?:those|these|they)\b",
    re.IGNORECASE,
)
"""What is found by the first question, where that names none of them."""
_MEMBERSHIP: Final = re.compile(
    r"\bit\s+(?:been\s+)?(?:in|join\w*|part\s+of|a\s+(?:member|part|partner)\s+(?:country\s+)?of)\s+(?:the\s+)?"
    r"initiative\b",
    re.IGNORECASE,
)
"""What is asked of a country or a region only."""
_BEING_PART: Final = ("in", "join", "of", "to")
_BEHIND: Final = re.compile(
    r"\b(?:c[ao]mes?\s+(?:\w+\s+)?(?:after|before)|successors?|succeed(?:s|ed)?|follow(?:s|ed|-up|-on)?"
    r"|preced(?:es?|ed)|predecessors?|replac(?:es?|ed))\b",
    re.IGNORECASE,
)
"""What looks for something before or behind what is named."""
_IT_OR_THEM: Final = re.compile(
    r"\b(?:it|they|them|(?:that|this)(?:\s+(?:one|project|meeting))?|the\s+(?:latter|later\s+one))\b",
    re.IGNORECASE,
)
_ITS: Final = re.compile(r"\bits\b", re.IGNORECASE)
_THAT: Final = re.compile(r"\b(?:that|this|the\s+same)\s+(\w+(?:\s\w+)*)", re.IGNORECASE)
_OF_PERSON: Final = re.compile(r"\b(?:he|she|him|her|they|them)\b", re.IGNORECASE)
_WHOM: Final = re.compile(r"\bwhom?\b", re.IGNORECASE)


def tied_kind_asked(text: str) -> str:
    """The kind that a text asks for at its end of those found: "and in which projects"; or ""."""
    found = _TIED.search(text)
    return found[1] if found else ""


def refers_back(text: str) -> bool:
    """Whether a text speaks of what it has named before: "and who attended them"."""
    return bool(_BACK.search(text))


def asks_again(finder: Namer, text: str) -> bool:
    """Whether a question stands behind another, as its second half: "and who leads it"."""
    _, *others = _NEXT.split(text)
    return any(finder.wording.meant(words(one).split()) for one in others)


def of_the_first(finder: Namer, text: str) -> tuple[str, str]:
    """A ranking that a text asks for, and what it asks of "it", with "{}" for that; or nothing."""
    if finder.wording.language != ENGLISH:
        return "", ""
    first, *others = _LISTED.split(text)
    if len(others) != 1 or any(one in text for one in "{}"):
        return "", ""
    pieces = finder.pieces(first)
    said = {*finder.wording.meant(one.value for one in pieces if one.sort == "word")}
    kinds = [one for one in pieces if one.sort == "kind"]
    is_of_one = bool(kinds) and not kinds[0].told.endswith("s")
    if not said & _RANKED or not is_of_one:
        return "", ""
    that = rf"\b(?:it|(?:that|this)\s+(?:one|{re.escape(kinds[0].told)}))\b"
    other, found = re.subn(that, "{}", others[0].strip(" ?."), flags=re.IGNORECASE)
    if not found and _ITS.search(other):
        return first, f"{other} {{}}"
    return (first, other) if found else ("", "")


def has_sentences(text: str) -> bool:
    """Whether a question stands behind the end of another: "What is done there? Who pays?"."""
    return bool(_SENTENCES.search(text))


def several_questions(
    finder: Namer, kg: NamedGraph, questions: Mapping[str, Question], text: str, *, is_sure: bool
) -> tuple[tuple[str, ...], ...]:
    """The questions of a text that asks more than one, each in the ways in which it can be meant.

    Nothing where it asks one.

    Args:
        finder: what finds names.
        kg: the graph, opened.
        questions: the cards, by their keys.
        text: what somebody typed.
        is_sure: whether the whole is understood; then what follows may say more of the first.
    """
    is_sure = is_sure and not has_sentences(text)
    first, *others = (_NEXT if is_sure else _LISTED).split(text)
    if not others or finder.wording.language != ENGLISH:
        return ()
    if not all(finder.wording.meant(words(one).split()) for one in others):
        return ()  # "and who says so"
    told = finder.pieces(first)
    if not is_sure:
        told, _ = numbered(kg, questions, told, finder.wording)
        told = at_an_end(kg, questions, told, finder.wording) or told
    has_kind = any(one.sort == "kind" for one in told)
    # "Which countries joined the Initiative, and when" asks not when that began; nor is that "it"
    # where something else is named: "when did Kenya join the Initiative, and who leads its plan".
    own_names = [name for one in told if not one.is_initiative for name in one.things]
    is_left_out = has_kind or (bool(own_names) and _is_in_initiative(told))
    named = [name for one in told if not (one.is_initiative and is_left_out) for name in one.things]
    is_of_place = bool({one.family for one in named} & _PLACES)
    if not is_of_place and any(_MEMBERSHIP.search(one) for one in others):
        return ()
    is_of_another = bool(own_names) and asks_for_another(finder, first)
    if is_of_another and not all(_names_own(finder, one) for one in others):
        return ()
    label = named[0].label if len(named) == 1 else ""
    others = [_with_that(finder, one, named) for one in others]
    if kind := next((one.told for one in told if one.sort == "kind"), ""):
        others = [_HOW_MANY.sub(f"how many {kind}", one) for one in others]
        is_of_any = not named or any(_in_place(finder, one) for one in others)
        others = [_WHICH_ARE.sub(f"which {kind} ", one) if is_of_any else one for one in others]
    families = {one.family for one in named}
    if families == {"Person"} and label:
        others = [_OF_PERSON.sub(label, one) for one in others]
    those = _those(finder, told, kind, label)
    asked = [_THEM.sub(those, one) for one in others] if those else others
    own = [_THEM.sub(label, one) if _WHOM.search(one) else one for one in others]
    if not (named and named[0].family in _WITH_ROLES):
        label = "" if any(_asks_for_role(finder, one) for one in others) else label
    may_be_it = [] if label else [one.things[0].label for one in told if len(one.things) == 1]
    ways = [
        _of_one(finder, one, may_be_it)
        or _of_it(finder, one, label, is_sure=is_sure, is_of_several=len(own_names) > 1)
        for one in asked
    ]
    if families == {"Organisation"} and label:  # "and with whom did they work"
        ways = [(*way, one) for way, one in zip(ways, own, strict=True)]
    return (first,), *ways


def asks_for_another(finder: Namer, text: str) -> bool:
    """Whether a text looks for something by another of its kind: "which project came after P37".

    What is asked of "it" then is asked of what is looked for, and not of what is named.
    """
    pieces = finder.pieces(text)
    things = [at for at, one in enumerate(pieces) if one.things and not one.is_initiative]
    if not things or not things[0]:
        return False
    kinds = [one.value for one in pieces[: things[0]] if one.sort == "kind"][:1]
    families = {one.family for one in pieces[things[0]].things}
    is_meeting = any(finder.is_meeting(one) for one in kinds) and "Meeting" in families
    return bool(families & {*kinds}) or is_meeting or bool(_BEHIND.search(text))


def of_another(finder: Namer, text: str) -> tuple[str, str]:
    """What a text looks for by another of its kind, and what it asks of "it", with "{}" for that.

    Nothing where it looks for none so, or asks nothing of it or more than one thing.
    """
    first, *others = _LISTED.split(text)
    is_one = len(others) == 1 and not any(one in text for one in "{}")
    if not is_one or finder.wording.language != ENGLISH or not asks_for_another(finder, first):
        return "", ""
    if _names_own(finder, others[0]):
        return "", ""
    other, found = _IT_OR_THEM.subn("{}", others[0].strip(" ?."))
    return first, other if found else f"{other} {{}}"


def _is_in_initiative(pieces: Sequence[Piece]) -> bool:
    """Whether a text asks of something as a part of the Initiative: "when did Kenya join it"."""
    said = [one for one in pieces if one.value != _THE]
    return any(
        behind.is_initiative and before.value.startswith(_BEING_PART)
        for before, behind in pairwise(said)
    )


def _names_own(finder: Namer, text: str) -> bool:
    """Whether a second question names something by itself."""
    return any(one.things and not one.is_initiative for one in finder.pieces(text))


def _in_place(finder: Namer, text: str) -> bool:
    """Whether a text tells of some in another place: "which are in the Middle East"."""
    pieces = finder.pieces(text)
    places = (one for one in pieces if {name.family for name in one.things} & _PLACES)
    return any(one.things for one in places)


def those_told(finder: Namer, text: str) -> str:
    """What "they" stand for behind a text, where it looks for a kind by one thing; or ""."""
    first, *others = _LISTED.split(text)
    asked = any(_THEM.search(one) and not _names_own(finder, one) for one in others)
    told = finder.pieces(first) if asked else []
    kind = next((one.told for one in told if one.sort == "kind"), "")
    named = [name for one in told if not (one.is_initiative and kind) for name in one.things]
    return _those(finder, told, kind, named[0].label if len(named) == 1 else "")


def _those(finder: Namer, told: Sequence[Piece], kind: str, label: str) -> str:
    """All of a kind that a thing has, "projects of Kenya"; nothing where a time tells which."""
    is_of_time = any(one.sort == "year" for one in told)  # not all projects of Kenya run now
    return f"{kind} {_tied_by(finder, told)} {label}" if kind and label and not is_of_time else ""


def _tied_by(finder: Namer, told: Sequence[Piece]) -> str:
    """How the first of two questions ties a kind to what it names: "held in" a country, or "of" it.

    Who organised what took place in Georgia did not organise all to which Georgia came.
    """
    at = next(at for at, one in enumerate(told) if one.sort == "thing")
    before = [one.value for one in told[:at] if one.value != _THE][-1:]
    kinds = [one.value for one in told[:at] if one.sort == "kind"]
    return "held in" if before == ["in"] and all(map(finder.is_meeting, kinds)) else "of"


def _with_that(finder: Namer, text: str, named: Sequence[Name]) -> str:
    """A second question with the name for what it calls "that project", where one is named."""
    found = _THAT.search(text)
    kind = finder.pieces(found[1])[:1] if found else []
    if not found or not kind or kind[0].sort != "kind":
        return text
    of_kind = [one for one in named if kind[0].value in {one.family, one.kind.replace(" ", "")}]
    told = kind[0].told
    if len(of_kind) != 1 or not found[1].startswith(told):
        return text
    return f"{text[: found.start()]}{of_kind[0].label}{text[found.start(1) + len(told) :]}"


def _of_one(finder: Namer, text: str, labels: Sequence[str]) -> tuple[str, ...]:
    """A second question of each of several that "it" may be, what was named last first.

    Only one of them can be asked most things: who leads a project, since when a country takes part.
    """
    if any(one.sort == "thing" and not one.is_initiative for one in finder.pieces(text)):
        return ()
    if _IT.search(text):
        return tuple(_IT.sub(one, text) for one in reversed(labels))
    bare = text.rstrip("?. ")
    return tuple(f"{bare} {one}" for one in reversed(labels)) if _ITS.search(text) else ()


def _asks_for_role(finder: Namer, text: str) -> bool:
    """Whether a text asks in what role somebody is, which a country or a project is in none."""
    return finder.wording.meant(words(text).split()) == [_ROLE]


def _of_it(
    finder: Namer, text: str, label: str, *, is_sure: bool, is_of_several: bool
) -> tuple[str, ...]:
    """A second question with what the first names: "and who attended", "and who hosted it".

    A kind may be asked for by itself, or of that: "and in which region". Of several that the first
    names it is none.
    """
    is_of_all = is_of_several and not _names_own(finder, text)
    if not label and (is_of_all or _IT.search(text) or _THOSE.search(text)):
        return ()  # of the one that leads a ranking, or of those found, which are not told
    if not label:
        return () if tied_kind_asked(f"and {text}") else (text,)  # "in which countries" of those
    if _IT.search(text):
        return (_IT.sub(label, text),)
    pieces = finder.pieces(text)
    of_it = f"{text.rstrip('?. ')} {label}"
    if any(one.sort == "thing" for one in pieces):
        return (text,)
    kinds = [one for one in pieces if one.sort == "kind"]
    said = finder.wording.meant(one.value for one in pieces if one.sort == "word")
    if (kinds and not said) or tied_kind_asked(f"and {text}"):
        return (of_it,)  # "and for which countries" asks not for all of them
    return (text,) if is_sure else (of_it, text) if kinds else (of_it,)
