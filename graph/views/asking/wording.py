"""The words of questions: which of them say nothing by themselves, and which say the same.

Those of English are listed in ``words.toml``; those of another language in its folder below
``ontology/languages``, where they also say what is cut off words and which words are parted.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from functools import cached_property
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Final

from graph.folding import words
from graph.home import HOME
from graph.languages import ENGLISH

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

__all__ = ["WORDINGS", "Wording", "cardinal", "number", "ordinal"]

_LANGUAGES: Final = HOME / "ontology" / "languages"
_NUMBERS: Final = tuple(
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth "  # noqa: SIM905 - read as a row
    "fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth".split()
)
_ONES: Final = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "  # noqa: SIM905 - read as a row
    "sixteen seventeen eighteen nineteen".split()
)
_TENS: Final = "twenty thirty forty fifty sixty seventy eighty ninety".split()  # noqa: SIM905 - read as a row
_MEETINGS: Final = ("round", "meeting", "heads", "academy", "workshop", "international")
_TOKEN: Final = re.compile(r"[^\s,;:?!()\[\]\"“”„«»]+")
_DONE_BY: Final = re.compile(r"\b([A-Z]\w+)-([a-z]{3,})\b")
_SPAN: Final = re.compile(r"\b((?:19|20)\d\d) ?[-/\u2013] ?((?:19|20)\d\d)\b")
_TOP: Final = re.compile(r"\btop \d+\b")
_STEM: Final = 3
_CUT_FROM: Final = 4
_NOT: Final = "not"
_ARE: Final = frozenset({"are", "is", "was", "were"})
_DATED: Final = frozenset({"when"})
"""What stands between a "not" and its word and says no more: "no date of the end"."""


@dataclass(frozen=True, eq=False)
class Wording:
    """How questions are worded in one language."""

    language: str
    told: Mapping[str, Any] = field(repr=False)

    def _listed(self, name: str) -> frozenset[str]:
        return frozenset(map(self.fold, self.told.get(name, "").split()))

    @cached_property
    def silent(self) -> frozenset[str]:
        """Words that every question may have and that tell no question from another."""
        return self._listed("silent")

    @cached_property
    def joining(self) -> frozenset[str]:
        """What may stand between names that stand alone."""
        return self._listed("joining")

    @cached_property
    def either(self) -> frozenset[str]:
        """What joins names of which any will do."""
        return self._listed("either")

    @cached_property
    def about(self) -> frozenset[str]:
        """What stands before what something is said of."""
        return self._listed("about")

    @cached_property
    def together(self) -> frozenset[str]:
        """What says that things are meant together, and not each of them."""
        return self._listed("together")

    @cached_property
    def parts(self) -> Mapping[str, str]:
        """What the parts of the world are called that are told by a word such as "African"."""
        parts: Mapping[str, str] = self.told.get("parts", {})
        return parts

    @cached_property
    def plain(self) -> frozenset[str]:
        """Words that are names only where they are written in capital letters."""
        return self._listed("plain")

    @cached_property
    def ties(self) -> frozenset[str]:
        """What says only that there is a tie between a kind and a thing."""
        return self._listed("ties")

    @cached_property
    def lines(self) -> frozenset[str]:
        """The same where any line between the two is asked for."""
        return self.ties | self._listed("lines")

    @cached_property
    def turning(self) -> frozenset[str]:
        """What turns the sense of a question."""
        return self._listed("turning")

    @cached_property
    def people(self) -> Mapping[str, str]:
        """The keys of countries by how their people are called, where names do not tell."""
        told = self.told.get("people", {})
        return {self.fold(word): key for key, ones in told.items() for word in ones.split()}

    @cached_property
    def several(self) -> Mapping[str, tuple[str, ...]]:
        """The keys of the countries that a word may mean, none of which it names fully."""
        told = self.told.get("several", {})
        return {self.fold(word): tuple(keys.split()) for word, keys in told.items()}

    @cached_property
    def initiative(self) -> tuple[str, ...]:
        """How the Initiative itself is called beside its names."""
        told = self.told.get("initiative", "").split(",")
        return tuple(form for one in told if (form := self.folded(one)))

    @cached_property
    def always(self) -> Mapping[str, frozenset[str]]:
        """What is true of every thing of a kind, by the kind."""
        told = self.told.get("always", {})
        return {kind: frozenset(map(self.fold, ones.split())) for kind, ones in told.items()}

    @cached_property
    def known(self) -> frozenset[str]:
        """Every word that says something in some question, and those that say nothing in any."""
        return self.silent | self._meant.keys()

    @cached_property
    def words_said(self) -> frozenset[str]:
        """The same, and each word of those that say something together: "national contact"."""
        parts = {part for one in self._meant for part in one.split("_")}
        return self.known | parts

    @cached_property
    def views(self) -> Mapping[str, str]:
        """How an answer is to be shown, by the word for it."""
        views: Mapping[str, str] = self.told.get("views", {})
        return views

    @cached_property
    def relations(self) -> Mapping[str, frozenset[str]]:
        """What people say for a relation, by its local name, beside the words of its label."""
        return self._relations("relations")

    @cached_property
    def relations_of_projects(self) -> Mapping[str, frozenset[str]]:
        """The same where one of the two ends is a project."""
        return self._relations("relations_of_projects")

    def _relations(self, name: str) -> Mapping[str, frozenset[str]]:
        told = self.told.get(name, {})
        return {local: frozenset(map(self.fold, ones.split())) for local, ones in told.items()}

    @cached_property
    def roles(self) -> Mapping[str, str]:
        """The kind of those who are called by the part that they play: "partners"."""
        told = self.told.get("roles", {})
        return {self.fold(word): kind for kind, ones in told.items() for word in ones.split()}

    @cached_property
    def only_said(self) -> frozenset[str]:
        """Relations, by their local names, that are meant only where they are said."""
        return frozenset(self.told.get("only_said", "").split())

    @cached_property
    def but(self) -> frozenset[str]:
        """What goes with a "not" before it: "not in Georgia but in Ukraine"."""
        return self._listed("but")

    @cached_property
    def kinds(self) -> Mapping[str, str]:
        """The kind, by its local name, that some folded words name beside its own label."""
        return self._kinds_in("kinds")

    @cached_property
    def named(self) -> Mapping[str, tuple[str, str]]:
        """The kind, and words in the names of those meant, by how some of the kind are called."""
        return {
            form: (kind, held)
            for kind, parts in self.told.get("named", {}).items()
            for held, forms in parts.items()
            for form in map(self.folded, forms.split(","))
        }

    @cached_property
    def loosely(self) -> Mapping[str, str]:
        """The kind of which some folded words name only a part that no document tells apart."""
        return self._kinds_in("loosely")

    def _kinds_in(self, part: str) -> Mapping[str, str]:
        return {
            self.folded(form): kind
            for kind, forms in self.told.get(part, {}).items()
            for form in forms.split(",")
        }

    def tokens(self, text: str) -> list[str]:
        """The words of a text as they are written, without the signs around them."""
        if self._apart:
            text = self._apart.sub(r"\1 ", text)
        text = _SPAN.sub(r"from \1 to \2", _DONE_BY.sub(self._said_apart, text))
        found = (one.strip(".'\u2018\u2019`") for one in _TOKEN.findall(text))
        return [re.sub("['\u2019]s$", "", one) for one in found if one]

    def _said_apart(self, found: re.Match[str]) -> str:
        """Two words for one such as "EU-funded", where the last is one of this language."""
        name, last = found.groups()
        return f"{name} {last}" if self.fold(last) in self._meant else found[0]

    def folded(self, text: str) -> str:
        """A text as its words are compared, with single blanks."""
        told = words(text)
        return " ".join(map(self.fold, told.split())) if self._cut else told

    def fold(self, word: str) -> str:
        """A plain word without the ending that grammar puts on it, where the language has any."""
        return self._cut.sub("", word) if self._cut and len(word) >= _CUT_FROM else word

    def meant(self, folded: Iterable[str]) -> list[str]:
        """The words that say something, each in the one form that stands for all that say the same.

        Args:
            folded: folded words in their order.
        """
        text = _TOP.sub("top", f" {' '.join(folded)} ")
        text = self._phrases.sub(lambda found: found[0].replace(" ", "_"), text)
        found = []
        for word in text.split():
            if word in self.silent:
                continue
            single = word.removesuffix("s") if len(word) > _STEM else word
            found.append(self._meant.get(word) or self._meant.get(single) or single)
        return found

    def denied(self, meant: Sequence[str]) -> frozenset[str]:
        """What each "not" is said of: what follows it, else what stands before it.

        Args:
            meant: the words that say something, in their forms and their order.
        """
        found: set[str] = set()
        for at, word in enumerate(meant):
            if word == _NOT:
                around = (*meant[at + 1 :], *reversed(meant[:at]))
                found.update([one for one in around if one not in _DATED][:1])
        return frozenset(found - {_NOT})

    @cached_property
    def asking(self) -> frozenset[str]:
        """The longer words that a question begins with, for one that is typed with a slip."""
        return self._listed("asking")

    def asks_for(self, folded: Iterable[str]) -> str:
        """Whether words ask for persons and bodies, "who", or for something else, "what".

        Args:
            folded: folded words.

        Returns:
            One of the two; nothing where both are asked for, or neither.
        """
        words_for: Mapping[str, str] = self.told.get("asked", {})
        asked = {words_for[word] for word in folded if word in words_for}
        return asked.pop() if len(asked) == 1 else ""

    def excludes(self, between: Iterable[str], *, was_excluded: bool) -> bool:
        """Whether a name is shut out by the folded words before it, back to the name before.

        "not in Georgia and Ukraine" may shut out both, "not in Georgia but in Ukraine" does not.

        Args:
            between: the words.
            was_excluded: whether the name before is shut out.
        """
        told = [*between]
        said = self.meant(told)
        # "not in Ukraine and are in Georgia" says of the second that it is not shut out.
        return _NOT in said or (was_excluded and not said and not _ARE & {*told})

    @cached_property
    def _meant(self) -> Mapping[str, str]:
        return {
            "_".join(map(self.fold, other.split("_"))): word
            for word, others in self.told["same"].items()
            for other in (word, *others.split())
        }

    @cached_property
    def _phrases(self) -> re.Pattern[str]:
        """Several words that say one thing together, the longest first."""
        phrases = sorted((one for one in self._meant if "_" in one), key=len, reverse=True)
        told = "|".join(re.escape(one.replace("_", " ")) for one in phrases)
        return re.compile(rf"(?<= )(?:{told})(?= )" if phrases else r"(?!)")

    @cached_property
    def _apart(self) -> re.Pattern[str] | None:
        told = self.told.get("apart", "")
        return re.compile(told) if told else None

    @cached_property
    def _cut(self) -> re.Pattern[str] | None:
        told = self.told.get("cut", "").strip()
        return re.compile(told) if told else None


def ordinal(word: str, following: Iterable[str] = ()) -> str:
    """A number word as digits where a meeting follows: "fourteenth" round table is the 14th."""
    if word not in _NUMBERS or not any(one in _MEETINGS for one in following):
        return word
    number = _NUMBERS.index(word) + 1
    endings = {1: "st", 2: "nd", 3: "rd"}
    return f"{number}{endings.get(number, 'th')}"


def number(word: str) -> int | None:
    """The number that a folded word is, in digits or as a word: "12", "twelve"."""
    if word.isdecimal():
        return int(word)
    if word in _ONES:
        return _ONES.index(word)
    return 20 + 10 * _TENS.index(word) if word in _TENS else None


def cardinal(word: str, before: str) -> str:
    """A number word as digits behind "project", which alone is called by its number.

    Args:
        word: a folded word, or two that a hyphen joins: "six", "forty", "forty six".
        before: the folded word before it.
    """
    first, _, second = word.partition(" ")
    if before not in {"project", "projects"}:
        return word
    if first in _ONES and not second:
        return str(_ONES.index(first))
    if first in _TENS and (not second or second in _ONES[1:10]):
        return str(20 + 10 * _TENS.index(first) + (_ONES.index(second) if second else 0))
    return word


def _wordings() -> dict[str, Wording]:
    """English first, then the languages that have words of questions, by their tags."""
    own = files(__name__.rpartition(".")[0]).joinpath("words.toml").read_text("utf-8")
    found = {ENGLISH: Wording(ENGLISH, tomllib.loads(own))}
    for file in sorted(_LANGUAGES.glob("*/words.toml")):
        found[file.parent.name] = Wording(file.parent.name, tomllib.loads(file.read_text("utf-8")))
    return found


WORDINGS: Final = _wordings()
"""How questions are worded, by the tag of the language."""
