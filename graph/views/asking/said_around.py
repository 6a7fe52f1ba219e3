"""What stands around an English question and asks for nothing by itself, or says it otherwise."""

from __future__ import annotations

import datetime
import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = [
    "behind_asker",
    "is_ordered_by_date",
    "persons_in_role",
    "with_exception_last",
    "with_its_end_first",
    "with_plain_numbers",
    "with_plain_times",
    "without_opening",
    "without_order",
    "without_surroundings",
    "without_wish",
]

_SAYS: Final = (
    r"(?:says?|said|shows?|states?|reports?|reported|writes?|wrote|claims?"
    r"|announce[sd]?)\s+(?:so|it|this|that)"
)
_DOCUMENT: Final = (
    r"(?:documents?|docs?|sources?|publications?|press\s+releases?|articles?|reports?|pages?"
    r"|paragraphs?)"
)
_DOCUMENTS: Final = rf"(?:which|what)\s+{_DOCUMENT}"
_REPORTS: Final = (
    r"(?:covers?|describes?|reports?(?:\s+on)?|mentions?|confirms?|documents?|gives?|names?)"
)
_FIGURE: Final = r"the\s+(?:figures?|numbers?|sums?|amounts?|dates?|claims?)"
_WHO_SAYS_SO: Final = re.compile(
    rf"[,;.?]?\s*\b(?:and\s+)?(?:{_DOCUMENTS}\s+{_SAYS}"
    rf"|who\s+{_SAYS}"
    rf"|{_DOCUMENTS}\s+(?:{_REPORTS}|says?|states?)\s+{_FIGURE}"
    rf"|and\s+{_DOCUMENTS}\s+{_REPORTS}\s+(?:it|this|that|them)"
    rf"|with\s+(?:the|a)\s+{_DOCUMENT}\s+(?:that|which)\s+(?:{_REPORTS}|says?|states?)\s+(?:it|this|that|them|so|each(?:\s+one)?)"
    r"|where\s+(?:is|was|are|were)\s+(?:it|this|that|they)\s+(?:written|said|stated|documented|reported|recorded|mentioned)"
    r"|who\s+(?:names?|named|calls?|called|describes?|described)\s+(?:him|her|it|them)\s+(?:as\s+such|so|that)"
    rf"|(?:according\s+to|in|from|by|on)\s+{_DOCUMENTS}(?:\s+exactly)?"
    rf"|{_DOCUMENTS}\s+exactly|(?:and\s+)?where\s+exactly"
    r"|(?:please\s+)?(?:cite|give|name|with)\s+(?:me\s+)?(?:the\s+|their\s+|your\s+|its\s+)?(?:sources?|documents))"
    r"\s*[?.]*\s*$",
    re.IGNORECASE,
)
"""What asks only for what each answer has: "and which documents say so"."""
_FRAME: Final = re.compile(
    r"^\s*(?:(?:is|was)\s+it\s+(?:true|correct|right|so|the\s+case|a\s+fact|documented|recorded|on\s+record)\s+that\b"
    r"|(?:and\s+)?how\s+(?:do|can)\s+(?:we|you|I|they)\s+(?:know|tell|be\s+sure)(?:\s+for\s+sure)?"
    r"(?:\s+that)?\b(?!\s+(?:about|of)\b)"
    rf"|do(?:es)?\s+(?:any|some|the|a)\s+{_DOCUMENT}\s+(?:say|show|state|tell|confirm)\s+"
    r"(?:that\b|(?=(?:when|where|who|whom|which|whether|how)\b))"
    rf"|{_DOCUMENTS}\s+(?:says?|tells?|gives?|states?|reports?|confirms?)\s+"
    r"(?=(?:how|when|where|whether|who|whom)\b)"
    r"|(?:what|which)\s+(?:is\s+the\s+)?(?:evidence|proof)\s+(?:is\s+there\s+|do\s+(?:we|you)\s+have\s+)?"
    r"(?:that|for\s+(?:it\s+that|the\s+(?:claim|statement)\s+that))\b)",
    re.IGNORECASE,
)
"""What asks for no more than the documents behind what follows: "how do we know that"."""
_ASKS: Final = (
    r"(?=(?:which|what|who|whom|whose|where|when|how|if|whether|"
    r"is|are|was|were|do|does|did|has|have|had|can|could|give|list|show)\b)"
)
_IS_ASKED: Final = re.compile(
    r"^\s*(?:(?:(?:I|we)\s*(?:['\u2019]d|\s+would)\s+(?:also\s+)?like|(?:I|we)\s+(?:want|need|have)"
    r"|my\s+(?:boss|chief|colleagues?|director|team|unit|head\s+of\s+unit)"
    r"\s+(?:asks?(?:\s+me)?|wants?|needs?|would\s+like))\s+to\s+(?:know|find\s+out|understand)"
    r"|my\s+(?:boss|chief|colleagues?|director|team|unit|head\s+of\s+unit)\s+(?:asks?|asked|wonders?)(?:\s+me)?"
    r"|do(?:es)?\s+(?:we|you|anybody|anyone|somebody|someone)\s+(?:happen\s+to\s+)?know"
    r"|(?:(?:can|could|will|would)\s+you\s+)?(?:please\s+)?(?:check|find\s+out|look\s+up|verify)"
    r"(?:\s+for\s+(?:me|us))?"
    r"|(?:any|no)\s+idea|(?:(?:a|one|another|my|quick|short|simple|last|next)\s+)*question(?=\s*:))"
    rf"\s*[:,]?\s+{_ASKS}",
    re.IGNORECASE,
)
"""What says only that something is asked: "my boss wants to know who leads Project 61"."""
_TRYING: Final = re.compile(
    r"^\s*(?:I['\u2019]?m|I\s+am|we['\u2019]?re|we\s+are)\s+(?:trying|hoping|about)\s+to\s+"
    r"(?:trace|find(?:\s+out)?|figure\s+out|work\s+out|establish|understand|see|check|learn|verify)\b",
    re.IGNORECASE,
)
"""What says only that somebody wants to know."""
_OPENING: Final = re.compile(
    rf"^\s*(?:what\s+do(?:es)?\s+(?:the\s+|all\s+|your\s+)?(?:{_DOCUMENT}|records?)\s+(?:say|state|tell(?:\s+us)?|report)"
    r"\s+(?:about|on)"
    rf"|(?:is|are)\s+there\s+(?:any\s+|an?\s+)?(?:{_DOCUMENT}|evidence|proof)\s+"
    r"(?:(?:confirming|saying|showing|stating|that\s+(?:says?|shows?|states?|confirms?))\s+)?that)\s+",
    re.IGNORECASE,
)
"""What asks for what documents say, as each answer does: "what do sources say of its start"."""
_TWO_OF_THEM: Final = re.compile(
    r"\b(?:of\s+)?(?:the|these)\s+(?:two|three)\s+"
    r"(?:countries|meetings|organisations|projects|regions)\s*[,:]\s*",
    re.IGNORECASE,
)
"""What tells how many names follow: "in both of the two regions, Central Asia and SEEE"."""
_PARTNER: Final = re.compile(
    r"\bwhere\s+((?:the\s+)?[A-Z][\w'\u2019 -]{1,60}?)\s+(?:is|are|was|were)\s+(?:an?\s+)?"
    r"(?:partners?|members?|participants?|participating|involved|included|beneficiar(?:y|ies))\b(?!\s+and\b)"
)
"""What "with Kenya" says in more words: "projects where Kenya is a partner"."""
_OR_EARLIER: Final = re.compile(
    r"\b(?:in\s+)?((?:19|20)\d\d)\s+or\s+(?:earlier|before)\b", re.IGNORECASE
)
"""What "before the next year" says too."""
_UNTIL: Final = re.compile(
    r"(?<!\d )(?<!\d, )(?<!\d - )\b(?:until|till|up\s+to)\s+(?:the\s+end\s+of\s+)?"
    r"((?:19|20)\d\d)(?=\s*[?.,]*\s*$)",
    re.IGNORECASE,
)
_NOT_UNTIL: Final = re.compile(
    r"\b(?:between|from|since|active|continu\w+|end\w*|go\w*|last\w*|ongoing|plan\w*|run\w*|ran|valid)\b",
    re.IGNORECASE,
)
"""What a year is told of until which something goes on, or which ends a time."""
_BY: Final = r"(?:sort(?:ed)?|order(?:ed)?|rank(?:ed)?|arranged?|listed)"
_ORDER: Final = re.compile(
    rf"[,;]?\s*(?:please\s+)?\b(?:{_BY}(?:\s+(?:them|it))?(?:\s+by\s+[\w\s]+|\s+alphabetically)?"
    r"|by\s+(?:start\s+)?date|(?:in|by)\s+(?:the\s+)?order\s+of\s+(?:their\s+|the\s+)?(?:dates?|time|start|beginning)"
    r"|in\s+(?:chronological|alphabetical|date)\s+order|(?:chrono|alphabet)(?:log)?ically"
    r"|(?:the\s+)?(?:newest|latest|most\s+recent)\s+first)\s*[?.]*\s*$",
    re.IGNORECASE,
)
"""In which order rows are to stand, at the end of a text."""
_BY_DATE: Final = re.compile(
    r"\b(?:chrono\w+|dates?|time|start|beginning|newest|latest|recent)\b", re.IGNORECASE
)
_WHO_ELSE: Final = re.compile(r",?\s+and\s+who\s+else(?:\s+(?:is|was))?\s*[?.]*\s*$", re.IGNORECASE)
_TRAINED: Final = re.compile(
    r"\b(?:how\s+many|(?:the\s+)?numbers?\s+of)\s+(?:people|persons|officers|experts)\s+"
    r"(?:(?:were|have\s+been|got|was)\s+)?trained\s+((?:in|for)\b[^?.]*)",
    re.IGNORECASE,
)
"""What counts those who came to trainings: "how many people were trained in Tunisia"."""
_PARTICIPANTS: Final = re.compile(
    r"\b(?:how\s+many|(?:the\s+)?numbers?\s+of)\s+(?:participants|attendees|people)\s+"
    r"(?:(?:of|at)\s+(?!the\b|an?\b)(\w[\w -]*s\s+(?:in|for)\b)|did\s+(?!the\b)([^?.]*?)\s+have\b)",
    re.IGNORECASE,
)
"""What counts those who came to meetings: "number of participants of meetings in Georgia"."""
_NEXT_ONE: Final = re.compile(
    r"^\s*(when|where)\s+will\s+(?:the\s+)?next\s+(.+?)\s+(?:be(?:\s+held)?|take\s+place|happen)\b",
    re.IGNORECASE,
)
"""What is asked of what is to come: "when will the next round table be"."""
_CONSORTIUM: Final = re.compile(
    r"\bthe\s+(?:consortium|project\s+team)\s+(?:of|behind)\s+(?=P)", re.IGNORECASE
)
"""What a project is, told before its name: "who leads the consortium of Project 65"."""
_SAY_THAT: Final = re.compile(
    rf"^\s*(?:who|where(?:\s+exactly)?|(?:in|on)\s+{_DOCUMENTS}|{_DOCUMENTS})\s+(?:(?:says?|said|states?|reports?|confirms?)|"
    r"(?:is|does|was)\s+it\s+(?:say|said|stated|written|reported|recorded))\s+"
    r"(?:that\s+|(?=(?-i:[A-Z][\w\s]+?\s(?:is|are|was|were|has|leads?|takes?|covers?)\b)))(?!.*\bexists?\b)",
    re.IGNORECASE,
)
"""What asks only for the documents behind what follows: "who says that Georgia is a partner"."""
_ALL_SAY_THE_SAME: Final = re.compile(
    r"\b(?:all\s+)?(?:the\s+)?(documents|sources)\s+(?:all\s+)?"
    r"(?:give|say|state|report|tell)\s+the\s+same(?:\s+(?:dates?|figures?|numbers?|things?))?",
    re.IGNORECASE,
)
_WHICH_ONES: Final = re.compile(
    r"[,;.?]?\s+(?:and\s+)?(?:if\s+so,?\s+)?(?:and\s+which(?:\s+ones?)?|which\s+ones?)\s*[?.]*\s*$",
    re.IGNORECASE,
)
"""What a list of them says: "does the IAEA attend round tables, and which ones"."""
_MOST_RECENT: Final = re.compile(r"\bmost\s+recent\b(?!\s+first\b)", re.IGNORECASE)
_WHICH_WAS_LAST: Final = re.compile(
    r"^\s*(?:which|what)\s+([\w-]+(?:\s[\w-]+){0,3})\s+(?:was|is)\s+the\s+"
    r"(latest|last|newest|first|earliest)(?:\s+one)?\s+(?=(?:for|of|in|held|with)\b)",
    re.IGNORECASE,
)
"""What "the latest round table" says in more words: "which round table was the latest"."""
_ROLE: Final = r"(?:ambassador|colonel|commissioner|governor|minister|professor)"
_ROLES: Final = re.compile(rf"({_ROLE})s?", re.IGNORECASE)
_IN_ROLE: Final = re.compile(
    rf"^\s*(?:(?:which|what|list(?:\s+of)?)\s+)?((?:(?:deputy|prime|vice)[\s-])?{_ROLE})s"
    r"(?:\s+(?:attended|came\s+to|spoke\s+at|took\s+part\s+in|were\s+at)\s+(?:the\s+|any\s+)?meetings(?:\s+of\s+the\s+initiative)?"
    r"|\s+are\s+there|(?:\s+are)?\s+on\s+record)?[\s?.]*$",
    re.IGNORECASE,
)
"""What asks for persons by the role in which they are mentioned: "which ministers attended"."""
_ASKER: Final = re.compile(
    r"^\s*((?:(?:I|we)\s*['\u2019]?(?:\s+am|\s+are|m|re)\s+(?:now\s+|currently\s+|just\s+)?\w+ing\b"
    r"|for\s+(?:an?|my|our)\s)[^,.;:?]*)[,.;:]\s+(?=\S)",
    re.IGNORECASE,
)


_COUNT: Final = (
    r"(\d[\d.,]*(?:\s*(?:million|m|k|thousand))?"
    r"|two|three|four|five|six|seven|eight|nine|ten|twenty)"
)
_OR_MORE: Final = re.compile(rf"\b{_COUNT}\s+or\s+(more|fewer|less)\b", re.IGNORECASE)
_NO_MORE: Final = re.compile(r"\b(?:no|not)\s+(more|fewer|less)\s+than\s+(?=\w+)", re.IGNORECASE)
_UP_TO: Final = re.compile(rf"\bup\s+to\s+(?={_COUNT}\b)", re.IGNORECASE)


def with_plain_numbers(text: str) -> str:
    """A text that says in one way that a number is the least or the most that is meant."""
    text = _OR_MORE.sub(
        lambda told: f"at {'least' if told[2].lower() == 'more' else 'most'} {told[1]}", text
    )
    text = _NO_MORE.sub(
        lambda told: f"at {'most' if told[1].lower() == 'more' else 'least'} ", text
    )
    return _UP_TO.sub("at most ", text)


_NOW: Final = re.compile(
    r"\b(?:at\s+the\s+(?:moment|present\s+time)|at\s+present|as\s+of\s+(?:now|today)|as\s+we\s+speak"
    r"|these\s+days|right\s+now|presently)\b",
    re.IGNORECASE,
)
_GOING_ON: Final = re.compile(
    r"\b(?:(?:is|are|has|have)\s*(?:n['\u2019]t|\s+not)(?:\s+yet)?\s+(?:been\s+)?"
    r"(?:over|finished|ended|closed|completed|concluded)(?:\s+yet)?)\b",
    re.IGNORECASE,
)
_YEARS: Final = {"last": -1, "this": 0, "next": 1}
_THIS_YEAR: Final = re.compile(
    r"\s+(?:in\s+|during\s+)?(?<!the )(?<!its )(?<!their )(?<!['\u2019]s )"
    r"(last|this|next)\s+year\b(?!['\u2019])",
    re.IGNORECASE,
)
_NEXT_YEAR: Final = re.compile(r"\bnext\s+year\b", re.IGNORECASE)
_DATED: Final = re.compile(r"\b(?:begin|close|end|finish|run|start|take\s+place)\b", re.IGNORECASE)
"""What is said of a year to come where a date on record can be meant."""
_PAST_YEAR: Final = re.compile(
    r"\s+(?:(?:in|over|during|within)\s+the\s+(?:past|last)|this\s+past)\s+(?:year|twelve\s+months|12\s+months)\b(?!\s+of\b)",
    re.IGNORECASE,
)
_UNDER_WAY: Final = re.compile(
    r"\b(?:under\s*way|ongoing|in\s+progress|active)\s+now\b", re.IGNORECASE
)
_IS_OVER: Final = re.compile(
    r"^(\s*(?:is|are|was|were)\s+.+?)\s+over(?:\s+(?:already|now|yet))?\s*\??\s*$", re.IGNORECASE
)
_ARE_OVER: Final = re.compile(
    r"\b(is|are|was|were)\s+(?:already\s+|now\s+)?over\s*(?=[?.,]|$|and\b)", re.IGNORECASE
)
_WILL_END: Final = re.compile(
    r"(?<!^)\b(?:will|shall)\s+(?:be\s+(?:over|finished|closed|completed)|have\s+(?:ended|finished))"
    r"\b(?=.*\b20\d\d\b)",
    re.IGNORECASE,
)
_NOT_BEGUN: Final = re.compile(
    r"\b(?:(?:has|have)\s*(?:n['\u2019]t|\s+not)\s+(?:yet\s+)?(?:started|begun)(?:\s+yet)?"
    r"|(?:has|have)\s+yet\s+to\s+(?:start|begin))\b",
    re.IGNORECASE,
)
_OVERSPENT: Final = re.compile(r"\bover\s+budget\b", re.IGNORECASE)
"""What no budget on record tells; "over" says nothing by itself."""
_DUE: Final = re.compile(
    r"\s+(?:(?:is|are|was|were)\s+)?(?:due|expected|scheduled|supposed|planned)\s+to\s+"
    r"(?=(?:begin|close|end|finish|run|start)\b)",
    re.IGNORECASE,
)
_YEARS_FIRST: Final = re.compile(
    r"^\s*((?:between\s+\d{4}\s+and\s+\d{4}|from\s+\d{4}\s+to\s+\d{4}|(?:in|since|before|after)\s+\d{4})),\s*"
    r"(.*?)[\s?.]*$",
    re.IGNORECASE,
)
_WILL_RUN: Final = re.compile(
    r"(?<!^)\b(?:will|shall)\s+(?:still\s+)?be\s+(?:going(?:\s+on)?|running|under\s*way|ongoing|active|in\s+progress)"
    r"\b(?=.*\b20\d\d\b)",
    re.IGNORECASE,
)
_WILL: Final = re.compile(
    r"(?<!^)\bwill\s+(?=(?:end|finish|close|start|begin|run)\b.*\b20\d\d\b)", re.IGNORECASE
)


def with_plain_times(text: str) -> str:
    """A text that says in one way what is now, is not over, or is foreseen for a year.

    What the future brings is on record only as a date that a document gives.
    """
    this = datetime.datetime.now(tz=datetime.UTC).year
    text = _PAST_YEAR.sub(f" since {this - 1}", text)
    if not _NOT_UNTIL.search(text):  # the year is one of those meant
        text = _UNTIL.sub(lambda year: f"before {int(year[1]) + 1}", text)
    if not _NEXT_YEAR.search(text) or _DATED.search(text):
        text = _THIS_YEAR.sub(lambda told: f" in {this + _YEARS[told[1].lower()]}", text)
    text = _GOING_ON.sub("are still running", _NOW.sub("now", text))
    text = _IS_OVER.sub(r"\1 finished", _UNDER_WAY.sub("running now", text))
    text = _DUE.sub(" ", _WILL_END.sub("end", _ARE_OVER.sub(r"\1 closed", text)))
    text = _OVERSPENT.sub("overspent", _NOT_BEGUN.sub("are planned", text))
    text = _YEARS_FIRST.sub(r"\2 \1", text)
    return _WILL.sub("", _WILL_RUN.sub("are running", text))


_EXCEPT: Final = re.compile(
    r"^\s*(?:apart\s+from|aside\s+from|besides|except(?:\s+for)?|other\s+than|excluding"
    r"|leaving\s+(?:aside|out)|not\s+counting)\s+([^,:;?]+),\s*(.*?)[\s?.]*$",
    re.IGNORECASE,
)


_EXCEPT_PART: Final = re.compile(
    r"\s+(?:apart\s+from|aside\s+from|besides|except(?:\s+for)?|other\s+than|excluding)\s+"
    r"the\s+(hosts?|host\s+country|organi[sz]ers?|leaders?|lead|speakers?)\b(?!\s*[?.]*$)",
    re.IGNORECASE,
)


def with_exception_last(text: str) -> str:
    """A text that tells first who is not meant, with that at its end: "except the host"."""
    text = _EXCEPT.sub(r"\2 except \1", text)
    if not (part := _EXCEPT_PART.search(text)):
        return text
    return f"{_EXCEPT_PART.sub('', text).rstrip(' ?.')} except the {part[1]}"


def persons_in_role(written: Iterable[str]) -> str:
    """What asks for all persons in the first role among some words; nothing where none is one."""
    roles = (found[1].lower() for one in written if (found := _ROLES.fullmatch(one)))
    return next((f"persons on record as {one}" for one in roles), "")


def behind_asker(text: str) -> tuple[str, str]:
    """What askers say of themselves before they ask, and the question: "I'm going to Tashkent".

    The first is nothing where they say nothing.
    """
    found = _ASKER.match(text)
    return (found[1], text[found.end() :]) if found else ("", text)


def with_its_end_first(text: str) -> str:
    """A text that asks for the first or last of a kind as it mostly does: "the latest meeting"."""
    text = _WHO_ELSE.sub(" and who takes part in it", _MOST_RECENT.sub("latest", text))
    return _WHICH_WAS_LAST.sub(r"the \2 \1 ", text)


def without_surroundings(text: str) -> str:
    """A text without such frames, and without what asks for documents, which each answer has."""
    text = _WHICH_ONES.sub("", _SAY_THAT.sub("", _CONSORTIUM.sub("", text)))
    text = _IN_ROLE.sub(r"persons on record as \1", text)
    text = _ALL_SAY_THE_SAME.sub(r"\1 agree", text)
    text = _TRAINED.sub(r"how many people attended trainings \1", text)
    text = _PARTICIPANTS.sub(r"how many people attended \1\2", text)
    text = _NEXT_ONE.sub(r"\1 is the next \2", text)
    text = _FRAME.sub("", _WHO_SAYS_SO.sub("", _IS_ASKED.sub("", text)))
    text = _OR_EARLIER.sub(lambda year: f"before {int(year[1]) + 1}", text)
    return _PARTNER.sub(r"with \1", _TWO_OF_THEM.sub("", text))


def is_ordered_by_date(text: str) -> bool:
    """Whether a text wants the rows in the order of their dates."""
    found = _ORDER.search(text)
    return bool(found and _BY_DATE.search(found[0]))


def without_order(text: str) -> str:
    """A text without the order in which it wants the rows; a heading of a table sorts them."""
    return _ORDER.sub("", text)


def without_opening(text: str) -> str:
    """A text without the words at its beginning that ask for what documents say of it."""
    return _OPENING.sub("", text)


def without_wish(text: str) -> str:
    """A text without the words at its beginning that say only that somebody wants to know it."""
    return _TRYING.sub("", text)
