"""The graph, opened: engines that answer SPARQL, the guard before them, and question cards."""

from importlib import import_module
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from graph.store.cards.card_files import load_questions
    from graph.store.cards.questions import Question, ask
    from graph.store.engines.embedded import EmbeddedEngine
    from graph.store.engines.engine import Engine
    from graph.store.engines.guard import Guard
    from graph.store.engines.remote import RemoteEngine
    from graph.store.replies.answers import Answer
    from graph.store.replies.formats import Setting
    from graph.store.replies.limits import Limits, Reply, Term

__all__ = [
    "Answer",
    "EmbeddedEngine",
    "Engine",
    "Guard",
    "Limits",
    "Question",
    "RemoteEngine",
    "Reply",
    "Setting",
    "Term",
    "ask",
    "load_questions",
]

_PLACES: Final = {
    "Answer": "replies.answers",
    "EmbeddedEngine": "engines.embedded",
    "Engine": "engines.engine",
    "Guard": "engines.guard",
    "Limits": "replies.limits",
    "Question": "cards.questions",
    "RemoteEngine": "engines.remote",
    "Reply": "replies.limits",
    "Setting": "replies.formats",
    "Term": "replies.limits",
    "ask": "cards.questions",
    "load_questions": "cards.card_files",
}
"""Where each name is."""


def __getattr__(name: str) -> object:
    """A name, loaded once it is asked for (PEP 562).

    The process that holds the graph comes through here too, and needs one engine of them all.
    """
    if name not in _PLACES:
        message = f"module 'graph.store' has no attribute '{name}'"
        raise AttributeError(message)
    return getattr(import_module(f"graph.store.{_PLACES[name]}"), name)
