"""Finds the names on record in a text, each as long as it can be, in the language of the text.

Also names that every text of the field uses and that need not be on record: of countries and
cities from the CLDR, of regions and bodies from the words of the language. A name with a capital
letter is only found with one, so that "who" is not WHO and "will" is nobody.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from graph.reading.cldr import cities, countries
from graph.reading.inflection import folded, tokens
from graph.reading.mentions import Mention, MentionKind, Mentions
from graph.reading.words import spaced

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from graph.reading.inflection import WordToken
    from graph.reading.known import KnownThings
    from graph.reading.words import Words

__all__ = ["Dictionary", "TextName", "kind_of"]

_KINDS: Final = {
    "country": MentionKind.COUNTRY,
    "region": MentionKind.REGION,
    "organisation": MentionKind.ORGANISATION,
    "person": MentionKind.PERSON,
    "project": MentionKind.PROJECT,
    "meeting": MentionKind.MEETING,
    "initiative": MentionKind.INITIATIVE,
    "plan": MentionKind.PLAN,
    "topic": MentionKind.TOPIC,
}
_CODE: Final = re.compile(r"[A-Z0-9][A-Z0-9./&-]*(?: [A-Z0-9./-]+)?")
_CODED: Final = re.compile(r"(?:P\d+|Project \d+)")
_LONGEST: Final = 12
_NEAR: Final = 40


@dataclass(frozen=True, slots=True)
class TextName:
    """A name that can be met in a text; ``way`` says where it is from."""

    key: str
    text: str
    way: str

    @property
    def kind(self) -> MentionKind:
        """The kind of the thing."""
        return kind_of(self.key)


def kind_of(key: str) -> MentionKind:
    """The kind of a thing by its key; a place has none but ``place/KAZ/Almaty`` for its country."""
    if key.startswith("organisation/rs-"):
        return MentionKind.SECRETARIAT
    return _KINDS.get(key.partition("/")[0], MentionKind.PLACE)


class Dictionary:
    """Every name that can be met in texts of one language."""

    def __init__(self, known: KnownThings, words: Sequence[Words]) -> None:
        """Fold the names once; ``words`` has the text's language first."""
        self._known = known
        self._words = words
        self._language = words[0].language
        self._by_first: dict[str, list[tuple[tuple[str, ...], TextName]]] = defaultdict(list)
        for entry in self._entries():
            form = folded(entry.text, words[0])
            if form and len("".join(form)) > 1:
                self._by_first[form[0]].append((form, entry))
        for forms in self._by_first.values():
            forms.sort(key=lambda one: (-len(one[0]), one[1].way != "record"))
        prefixes = [
            spaced(re.escape(form).replace(r"\ ", " "))
            for each in words
            for form in each.table("shape").get("country_forms", ())
        ]
        prefixes.sort(key=len, reverse=True)
        self._forms = re.compile(rf"(?:{'|'.join(prefixes) or '(?!)'})\s+$", re.IGNORECASE)

    def _entries(self) -> Iterator[TextName]:
        for name in self._known.names:
            # "Project 53" and "P53" are read with their shapes, in every language; the names of
            # topics are words of every day, which name one in a list only.
            if not _CODED.fullmatch(name.text) and not name.key.startswith(("meeting/", "topic/")):
                yield TextName(name.key, name.text, "record")
        for each in self._words:
            for code, names in each.table("regions").items():
                yield from (TextName(f"region/{code}", told, "word") for told in names)
            for code, names in each.table("countries").items():
                yield from (TextName(f"country/{code}", told, "word") for told in names)
            for key, names in each.table("bodies").items():
                yield from (TextName(key, told, "word") for told in names)
            for told, place in each.table("places").items():
                code, _, english = place.partition(" ")
                yield TextName(f"place/{code}/{english or told}", told, "word")
            for told, code in countries(each.language):
                yield TextName(f"country/{code}", told, "CLDR")
        for told, key in self._known.country_of_place.items():
            yield TextName(f"place/{key.removeprefix('country/')}/{told}", told, "record")
        for told, code, english in cities(self._language):
            yield TextName(f"place/{code}/{english}", told, "CLDR")
        for code in self._words[-1].table("regions"):
            yield TextName(f"region/{code}", code, "code")

    def find(self, text: str, mentions: Mentions) -> None:
        """Puts every name of the text among the mentions, where nothing stands yet."""
        parts = tokens(text, self._words[0])
        place = 0
        while place < len(parts):
            found = self._at(text, parts, place)
            if found is None:
                place += 1
                continue
            entry, length = found
            start, end = parts[place].start, parts[place + length - 1].end
            if entry.kind is MentionKind.COUNTRY:
                start = self._with_form(text, start)
            mention = Mention(
                start=start,
                end=end,
                kind=entry.kind,
                key=entry.key,
                text=text[start:end],
                way=entry.way,
                entry=entry.text,
            )
            mentions.add(mention)
            place += length

    def _at(self, text: str, parts: Sequence[WordToken], place: int) -> tuple[TextName, int] | None:
        """The longest name that begins at a word, and of how many words it is."""
        met: list[TextName] = []
        length = 0
        for form, entry in self._by_first.get(parts[place].form, ()):
            if length and len(form) < length:
                break
            end = place + len(form)
            if end > len(parts) or any(
                parts[at].form != word for at, word in enumerate(form, start=place)
            ):
                continue
            surface = text[parts[place].start : parts[end - 1].end]
            if _written_so(surface, entry) and _close(text, parts, place, end):
                met.append(entry)
                length = len(form)
        if not met:
            return None
        keys = {entry.key for entry in met}
        if len(keys) == 1:
            return met[0], length
        chosen = self._told_apart(text, parts[place].start, parts[place + length - 1].end, met)
        return (chosen, length) if chosen is not None else None

    def _told_apart(
        self, text: str, start: int, end: int, met: Sequence[TextName]
    ) -> TextName | None:
        """Of several things with one name the one that the words around it speak for."""
        around = f"{text[max(start - _NEAR, 0) : start]} {text[end : end + _NEAR]}"
        for entry in met:
            sign = "region" if entry.kind is MentionKind.REGION else "court"
            form = next(filter(None, (w.expression("neighbours", sign) for w in self._words)), None)
            if (
                entry.kind in {MentionKind.REGION, MentionKind.ORGANISATION}
                and form
                and form.search(around)
            ):
                return entry
        kinds = [entry.kind for entry in met]
        for kind in (MentionKind.COUNTRY, MentionKind.REGION):
            if kinds.count(kind) == 1:
                return met[kinds.index(kind)]
        same = {entry.way for entry in met}
        return met[0] if len(same) > 1 and met[0].way == "record" else None

    def _with_form(self, text: str, start: int) -> int:
        """Where a country's name begins together with "the Republic of" before it."""
        before = self._forms.search(text, max(start - _NEAR, 0), start)
        if before is None:
            return start
        lead = re.match(r"(?:the|la|le|el)\s+", before[0], re.IGNORECASE)
        return before.start() + (lead.end() if lead else 0)


def _written_so(surface: str, entry: TextName) -> bool:
    """Whether the text writes the name with its capital letters."""
    if entry.kind is MentionKind.TOPIC:
        return True
    if _CODE.fullmatch(entry.text) and any(map(str.isupper, entry.text)):
        return surface.upper() == surface and _CODE.fullmatch(surface) is not None
    if not any(map(str.isupper, entry.text)):
        return True
    if entry.kind is MentionKind.REGION and " " in surface:
        return True
    return (
        surface[:1].isupper()
        or not surface[:1].islower()
        or bool(entry.kind is MentionKind.ORGANISATION and len(surface.split()) >= _LONGEST // 3)
    )


def _close(text: str, parts: Sequence[WordToken], start: int, end: int) -> bool:
    """Whether the words of a name follow each other without a stop between them."""
    return all(
        not re.search(r"[.;:!?()•]|\n\s*\n", text[parts[at].end : parts[at + 1].start])
        for at in range(start, end - 1)
    )
