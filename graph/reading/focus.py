"""What a text is about: the thing of each kind that is meant where a sentence names none."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from graph.reading.mentions import Mention, MentionKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graph.reading.survey import Survey

__all__ = ["Focus"]

_CODES: Final = {kind.value: kind for kind in MentionKind}


class Focus:
    """Which thing of each kind a text is about."""

    def __init__(self, survey: Survey) -> None:
        """Find the main thing of each kind."""
        self._main: dict[MentionKind, Mention] = {}
        for kind in MentionKind:
            key = survey.main(kind)
            first = next((one for one in survey.mentions_of(kind) if one.key == key), None)
            if first is None and kind in {MentionKind.REGION, MentionKind.INITIATIVE} and key:
                first = next(survey.mentions_of(MentionKind.SECRETARIAT))
                first = replace(first, kind=kind, key=key, label="", type="")
            if first is not None:
                self._main[kind] = first

    def of(self, letters: str, sentence: Sequence[Mention], at: int) -> Mention | None:
        """The thing that a pattern without a name for it is about.

        The one named before it in its sentence, else the one that the text is about.
        """
        kinds = [_CODES[letter] for letter in letters]
        for mention in reversed(sentence):
            if mention.start < at and mention.kind in kinds:
                return mention
        for kind in kinds:
            if kind in self._main:
                return self._main[kind]
        return None
