"""Questions after those who were at meetings in another way than that of which a question speaks.

Who hosted or organised a meeting was there, and so was a body of which a person came, though no
document says of either that it attended.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from graph.views.asking.built_question import BuiltQuestion, Condition
from graph.vocabulary import CBRN

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["hosts_too", "persons_too"]

_ATTENDED: Final = (str(CBRN.attendedBy),)
_HOSTED: Final = (str(CBRN.hostedBy), str(CBRN.organisedBy))
_CAME: Final = (str(CBRN.attendedBy), str(CBRN.addressedBy), str(CBRN.openedBy))
_OF_BODIES: Final = (str(CBRN.worksFor), str(CBRN.represents))
_PERSON: Final = "Person"


def hosts_too(question: BuiltQuestion) -> BuiltQuestion | None:
    """The question after those found only where who hosts or organises a meeting was there.

    None where it does not ask who attended.
    """
    return _asked_otherwise(question, replace_by=_as_host)


def persons_too(question: BuiltQuestion) -> BuiltQuestion | None:
    """The question after those found only where bodies and countries were there by persons of them.

    None where it does not ask who attended.
    """
    return _asked_otherwise(question, replace_by=_by_person)


def _asked_otherwise(
    question: BuiltQuestion, *, replace_by: Callable[[Condition], Condition]
) -> BuiltQuestion | None:
    """The question with another presence in place of the one it asks for, without its answers."""
    for at, one in enumerate(question.conditions):
        if one.is_absent or one.is_shown or one.is_ranked:
            continue
        if one.relations == _ATTENDED and _PERSON not in {question.kind, _kind_of(one)}:
            changed = replace_by(one)
        elif isinstance(one.value, BuiltQuestion) and (
            inner := _with_another(one.value, replace_by)
        ):
            changed = replace(one, value=inner)
        else:
            continue
        rest = question.without(at)
        return rest.with_condition(changed).with_condition(replace(one, is_absent=True))
    return None


def _with_another(
    question: BuiltQuestion, replace_by: Callable[[Condition], Condition]
) -> BuiltQuestion | None:
    """The question with another presence in place of the one it asks for; None where for none."""
    for at, one in enumerate(question.conditions):
        if one.relations == _ATTENDED and not (one.is_absent or one.is_shown or one.is_ranked):
            return question.without(at).with_condition(replace_by(one))
    return None


def _as_host(attended: Condition) -> Condition:
    return replace(attended, relations=_HOSTED)


def _by_person(attended: Condition) -> Condition:
    """That a person came of those of whom it is asked whether they attended."""
    if attended.is_inward:
        came = replace(attended, relations=_CAME)
        return Condition(
            relations=_OF_BODIES, is_inward=True, value=BuiltQuestion(_PERSON, (came,))
        )
    of_them = Condition(relations=_OF_BODIES, value=attended.value)
    return replace(attended, relations=_CAME, value=BuiltQuestion(_PERSON, (of_them,)))


def _kind_of(condition: Condition) -> str:
    return condition.value.kind if isinstance(condition.value, BuiltQuestion) else ""
