"""In which languages a text may be read: the reader's, English, and those whose words it has.

To read a text in a language takes as long as in another, and to make ready for it some seconds.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.languages import ENGLISH
from graph.made_once import made_once
from graph.views.asking.wording import WORDINGS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graph.views.record.names import Names

__all__ = ["languages_tried"]


def languages_tried(names: Names, text: str) -> Iterator[str]:
    """The tags of the languages to read a text in, that of the reader first, then English.

    Any other one has a word of the text, in questions or in a name, that says nothing in English;
    or the text has a letter that English has not.

    Args:
        names: what things are called, in the reader's language.
        text: what somebody typed.
    """
    first = [one for one in dict.fromkeys((names.language, ENGLISH)) if one in WORDINGS]
    yield from first
    for tag in (one for one in WORDINGS if one not in first):
        told = {*WORDINGS[tag].folded(text).split()}
        if not text.isascii() or told & _words_of(names.in_english, tag):
            yield tag


@made_once(8)
def _words_of(names: Names, tag: str) -> frozenset[str]:
    """The words of a language, folded, that say nothing in English questions and names."""
    wording, english = WORDINGS[tag], WORDINGS[ENGLISH]
    named = [name for name in names.by_iri.values() if dict(name.translations).get(tag)]
    here = (wording.folded(dict(name.translations)[tag]) for name in named)
    there = (wording.folded(form) for name in named for form in (name.label, *name.others))
    said = {*wording.words_said, *wording.people, *" ".join((*wording.kinds, *here)).split()}
    return frozenset(said - english.words_said - {*" ".join(there).split()})
