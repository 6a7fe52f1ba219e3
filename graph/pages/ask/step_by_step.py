"""A question built step by step: at each step what the record has, and at its end an answer.

The whole question stands in the address as ``?build=``, the relation that is being chosen as
``&step=``, so that a link, a reload and the back button lead to it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import streamlit as st

from graph.errors import CbrnGraphError, EngineUnavailable
from graph.folding import words
from graph.pages.ask.answers import show
from graph.pages.ask.asked import Asked
from graph.pages.parts.cards import query_behind
from graph.pages.parts.widgets import plain_text
from graph.store import Limits
from graph.texts import figure, gettext
from graph.views.asking.built_address import condition_text, decoded, encoded
from graph.views.asking.built_query import answering
from graph.views.asking.step_by_step import kinds_to_begin_with, next_relations, next_values

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from graph.knowledge_graph import KnowledgeGraph
    from graph.views.asking.built_question import BuiltQuestion
    from graph.views.asking.step_by_step import StepChoice

__all__ = ["step_by_step_page"]

_MANY: Final = 30
_KEYS: Final = ("build", "step", "view", "value", "then")


def step_by_step_page(kg: KnowledgeGraph) -> None:
    """The steps that are possible, and the answer to what has been built so far."""
    told = st.query_params.get("build", "")
    question = decoded(told, kg.names) if told else None
    if told and question is None:
        st.warning(
            gettext(
                "The address builds on '{told}', which is cut or not on record here.",
                told=plain_text(told),
            )
        )
    if question is None:
        st.caption(gettext("Begin with what you look for. Each step offers what the record has."))
        _offer(
            gettext("What do you look for?"), kinds_to_begin_with(kg.engine, kg.names), "kind", _go
        )
        return
    answered, beside = st.columns([7, 3], gap="large")
    with beside:
        _steps(kg, question)
    with answered:
        st.subheader(plain_text(question.in_words(kg.names)))
        _answer(kg, question)


def _answer(kg: KnowledgeGraph, question: BuiltQuestion) -> None:
    query = answering(question)
    try:
        answer = kg.engine.query(query, limits=Limits())
    except EngineUnavailable:
        raise  # for the page that waits
    except CbrnGraphError as error:
        st.error(plain_text(str(error)))
        return
    title = question.in_words(kg.names)
    show(kg, answer, Asked(name="built", sparql=query, title=title, built=question))
    query_behind(gettext("The query behind this answer"), query, gettext("Change this query"))


def _steps(kg: KnowledgeGraph, question: BuiltQuestion) -> None:
    """What was chosen, to be taken back, and what can be chosen next."""
    for number, condition in enumerate(question.conditions):
        st.button(
            plain_text(condition.in_words(kg.names)),
            icon=":material/close:",
            key=f"take back {number}",
            help=gettext("Take this back"),
            on_click=_go,
            args=(question.without(number),),
        )
    st.button(
        gettext("Begin again"), key="begin again", on_click=_go, args=(None,), type="tertiary"
    )
    relations = next_relations(kg.engine, kg.names, question)
    step = st.query_params.get("step", "")
    chosen = next((one for one in relations if _last(one.question) == step), None)
    if chosen is None:
        _offer(
            gettext("What else is to hold?"),
            relations,
            f"relation {encoded(question)}",
            _choose_last,
        )
        return
    st.markdown(f"**{plain_text(chosen.label[:1].upper() + chosen.label[1:])}** …")
    toggle = f"not {encoded(chosen.question)}"
    is_absent = st.toggle(gettext("Not on record"), key=toggle)
    condition = chosen.question.last_absent(is_absent).conditions[-1]
    values = next_values(kg.engine, kg.names, question, condition)
    if not values:
        st.info(gettext("It is on record of all of them: nothing would be left."))

    def value_taken(one: BuiltQuestion) -> None:
        # As the switch stands now: it may have been turned while its page was still on its way.
        _go(one.last_absent(bool(st.session_state.get(toggle))))

    _offer(
        gettext("To what?"), values, f"value {encoded(chosen.question)} {is_absent}", value_taken
    )
    st.button(
        gettext("Another relation"), key="another", on_click=_choose, args=("",), type="tertiary"
    )


def _offer(
    label: str, choices: Sequence[StepChoice], key: str, take: Callable[[BuiltQuestion], None]
) -> None:
    """The choices as things to press, with how many each leaves; many of them with a search."""
    shown = choices
    if len(choices) > _MANY:
        sought = words(st.text_input(gettext("Find among these"), key=f"search {key}")).split()
        shown = [one for one in choices if all(word in words(one.label) for word in sought)]
    by_text = {encoded(one.question): one for one in shown[:_MANY]}

    def taken() -> None:
        one = by_text.get(st.session_state.get(f"pills {key}") or "")
        if one is not None:
            take(one.question)

    st.pills(
        label,
        list(by_text),
        format_func=lambda text: (
            f"{plain_text(by_text[text].label)} · {figure(by_text[text].things)}"
        ),
        key=f"pills {key}",
        on_change=taken,
        wrap=True,
    )
    more = len(shown) - len(by_text)
    if more > 0:
        st.caption(gettext("{more:,} more; search for them above.", more=more))


def _last(question: BuiltQuestion) -> str:
    return condition_text(question.conditions[-1])


def _choose_last(question: BuiltQuestion) -> None:
    """Goes on to the values of the relation that a question ends in."""
    _choose(_last(question))


def _go(question: BuiltQuestion | None) -> None:
    """Goes on with a question; from the beginning where there is none."""
    for key in _KEYS:
        st.query_params.pop(key, None)
    st.query_params["build"] = encoded(question) if question else ""


def _choose(step: str) -> None:
    if step:
        st.query_params["step"] = step
    else:
        st.query_params.pop("step", None)
