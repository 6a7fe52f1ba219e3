"""The graph, opened: engines that answer SPARQL, the guard before them, and question cards."""

from graph.store.engine import Answer, EmbeddedEngine, Engine, Limits, Reply, Term
from graph.store.formats import Setting
from graph.store.guard import Guard
from graph.store.questions import Question, ask, load_questions
from graph.store.remote import RemoteEngine

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
