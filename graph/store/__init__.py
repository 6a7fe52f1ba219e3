"""The graph, opened: engines that answer SPARQL, the guard before them, and question cards."""

from graph.store.cards.questions import Question, ask, load_questions
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
