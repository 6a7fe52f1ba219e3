"""Names that have a shape rather than a list: Project 53, the EU Delegation to X, a secretariat.

Each finder looks at the text and what was found before, and puts what it finds in the place of the
smaller names inside it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, Final

from graph.folding import plain
from graph.reading.cldr import country_name
from graph.reading.mentions import Mention, MentionKind
from graph.reading.survey import INITIATIVE, slug

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graph.reading.survey import Survey
    from graph.reading.words import Words

__all__ = [
    "country_bodies",
    "families",
    "initiative",
    "named_projects",
    "numbered_projects",
    "plans",
    "secretariats",
]

_GAP: Final = 75
_LEFT: Final = 4
_FAMILY: Final = 5


def initiative(survey: Survey) -> None:
    """The Initiative under the many names that texts have for it."""
    for words in survey.words:
        form = words.expression("initiative", "names")
        for found in form.finditer(survey.text) if form else ():
            if survey.mentions.free(found.start(), found.end()):
                span = found.start(), found.start() + len(found[0].rstrip())
                survey.put_thing(
                    span,
                    MentionKind.INITIATIVE,
                    INITIATIVE,
                    "EU CBRN Centres of Excellence Initiative",
                    "Initiative",
                )


def numbered_projects(survey: Survey) -> None:
    """Projects by their numbers: "Project 53", "P53", "projet n° 53"."""
    for words in survey.words:
        shape = words.entry("shape", "project")
        form = words.compiled(rf"(?<!\w)(?:{shape})") if shape else None
        for found in form.finditer(survey.text) if form else ():
            number = int(found["number"])
            key = f"project/{number:03}"
            covered = survey.mentions.within(*found.span())
            if number and not any(one.kind is not MentionKind.PROJECT for one in covered):
                survey.put_thing(
                    found.span(), MentionKind.PROJECT, key, f"Project {number}", "Project", "number"
                )


def named_projects(survey: Survey) -> None:
    """Projects by a short name of their own that is not on record."""
    for words in survey.words:
        form = words.expression("shape", "project_named", flags=re.RegexFlag(0))
        for found in list(form.finditer(survey.text)) if form else ():
            name = found["name"]
            span = found.span("name")
            if not survey.mentions.free(*span) or len(slug(name)) <= _LEFT:
                continue
            for each in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", survey.text):
                if survey.mentions.free(*each.span()):
                    survey.put_thing(
                        each.span(),
                        MentionKind.PROJECT,
                        f"project/{slug(name)}",
                        name,
                        "Project",
                        "new",
                    )


def families(survey: Survey) -> None:
    """A short name that several projects share, such as that of three phases of one programme.

    Which of them is meant says a number or a region that the text names too; where nothing says
    it, none is taken.
    """
    families: dict[str, set[str]] = defaultdict(set)
    for name in survey.known.names:
        first = re.split(r"[\s_-]", name.text)[0]
        shared = len(first) >= _FAMILY and plain(first) != "project" and first != name.text
        if shared and name.key.startswith("project/") and not name.title:
            families[first].add(name.key)
    numbered = {mention.key for mention in survey.mentions_of(MentionKind.PROJECT)}
    regions = {mention.key for mention in survey.mentions_of(MentionKind.REGION)}
    for first, keys in families.items():
        places = list(re.finditer(rf"(?<!\w){re.escape(first)}(?!\w)", survey.text, re.IGNORECASE))
        if not places:
            continue
        chosen = keys & numbered
        if len(chosen) != 1:
            chosen = {key for key in keys if survey.known.covers.get(key, frozenset()) & regions}
        if len(chosen) != 1:
            chosen = {key for key in keys if _dated(survey, key)}
        if len(chosen) != 1:
            continue
        for found in places:
            if survey.mentions.free(*found.span()) and found[0][:1].isupper():
                survey.put_thing(
                    found.span(), MentionKind.PROJECT, min(chosen), "", "Project", "family"
                )


def _dated(survey: Survey, key: str) -> bool:
    """Whether a project ran in the year of the text."""
    years = survey.known.years.get(key)
    return bool(
        years
        and survey.date
        and (years[0] <= survey.date.year < years[1] or years[0] == survey.date.year)
    )


def secretariats(survey: Survey) -> None:
    """Regional secretariats by the region that is named with them."""
    of_region = {region: key for key, region in survey.known.region_of.items()}
    for mention in list(survey.mentions_of(MentionKind.REGION)):
        code = mention.key.removeprefix("region/")
        of_region.setdefault(mention.key, f"organisation/rs-{code.lower()}")
    for words in survey.words:
        form = words.expression("secretariat", "noun")
        for found in list(form.finditer(survey.text)) if form else ():
            region = _beside(survey, found, words, MentionKind.REGION)
            if region is None:
                continue
            span = min(found.start(), region.start), max(found.end(), region.end)
            survey.put_thing(
                span, MentionKind.SECRETARIAT, of_region[region.key],
                f"Regional Secretariat for {survey.label(region.key)}", "RegionalSecretariat",
            )  # fmt: skip


def _beside(
    survey: Survey, found: re.Match[str], words: Words, kind: MentionKind
) -> Mention | None:
    """The mention of a kind that belongs to a noun: after it, or right before it."""

    def wanted(one: Mention) -> bool:
        return one.kind is kind

    before = None
    if words.language in {"en", "de", "ka"}:
        before = survey.mention_before(found.start(), _LEFT + 4, wanted)
    over = survey.mentions.within(found.end() - 1, found.end())
    return before or survey.next_mention(
        max([found.end(), *(one.end for one in over)]), _GAP, wanted
    )


def plans(survey: Survey) -> None:
    """National and regional action plans by the country or region that is named with them."""
    for words in survey.words:
        for scope, kind in (("national", MentionKind.COUNTRY), ("regional", MentionKind.REGION)):
            form = words.expression("plans", scope, flags=re.RegexFlag(0))
            for found in list(form.finditer(survey.text)) if form else ():
                if not survey.mentions.free(*found.span()):
                    continue
                of = _beside(survey, found, words, kind)
                if of is None and re.search(r"(?:s|s \(\w+\))$", found[0]):
                    _plans_of_region(survey, found)
                    continue
                key = of.key if of is not None else survey.main(kind)
                if not key:
                    continue
                span = found.span()
                if of is not None and abs(of.start - found.end()) < _GAP // 2 + len(of.text):
                    span = min(span[0], of.start), max(span[1], of.end)
                _plan(survey, span, scope, key)


def _plans_of_region(survey: Survey, found: re.Match[str]) -> None:
    """Takes "the national action plans in partner countries" as those of the text's region."""
    code = survey.main(MentionKind.REGION).partition("/")[2].lower()
    if f"plan/nap-{code}" in survey.known.types:
        survey.put_thing(
            found.span(), MentionKind.PLAN, f"plan/nap-{code}", "", "NationalActionPlan"
        )


def _plan(survey: Survey, span: tuple[int, int], scope: str, of: str) -> None:
    code = of.partition("/")[2].lower()
    label = survey.label(of) or country_name(code.upper())
    if scope == "national":
        survey.put_thing(
            span, MentionKind.PLAN, f"plan/nap-{code}", f"National CBRN Action Plan of {label}",
            "NationalActionPlan",
        )  # fmt: skip
    else:
        survey.put_thing(
            span, MentionKind.PLAN, f"plan/rap-{code}", f"Regional CBRN Action Plan for {label}",
            "RegionalActionPlan",
        )  # fmt: skip


def country_bodies(survey: Survey) -> None:
    """Delegations of the EU, governments and ministries by the country that is named with them."""
    for words in survey.words:
        for name, shape in words.table("bodies_of_countries").items():
            form = words.expression("bodies_of_countries", name, flags=re.RegexFlag(0))
            for found in list(form.finditer(survey.text)) if form and shape else ():
                _country_body(survey, found, name)


def _country_body(survey: Survey, found: re.Match[str], name: str) -> None:
    if name == "delegation" and _delegations(survey, found):
        return
    country = survey.next_mention(
        found.end(),
        _GAP // 4,
        lambda one: one.kind in {MentionKind.COUNTRY, MentionKind.REGION, MentionKind.PLACE},
    )
    if country is None or country.kind is MentionKind.REGION:
        return
    code = country.key.split("/")[1]
    label = survey.label(f"country/{code}") or country_name(code)
    body = {
        "delegation": (f"EU Delegation to {label}", "EUBody"),
        "government": (f"Government of {label}", "Organisation"),
        "foreign_ministry": (f"Ministry of Foreign Affairs of {label}", "Ministry"),
    }.get(name)
    if body is None:
        return
    span = found.start(), country.end
    key = next(_keys(survey, body[0]), f"organisation/{slug(body[0])}")
    survey.put_thing(span, MentionKind.ORGANISATION, key, *body)


def _delegations(survey: Survey, found: re.Match[str]) -> bool:
    """Takes "the EU Delegations in the region" as the group of them, where that is on record."""
    region = survey.main(MentionKind.REGION)
    key = survey.key_of.get(plain(f"EU Delegations in {survey.label(region)}"), "")
    after = re.match(r"\s*(?:in|of)?\s*(?:the\s+)?region\b", survey.text[found.end() :][:30])
    if not key or after is None:
        return False
    survey.put_thing(
        (found.start(), found.end() + after.end()), MentionKind.ORGANISATION, key, "", "EUBody"
    )
    return True


def _keys(survey: Survey, label: str) -> Iterator[str]:
    """The key on record of a name, also where it is written with an article."""
    for form in (label, label.replace(" to ", " to the "), label.replace(" of ", " of the ", 1)):
        if plain(form) in survey.key_of:
            yield survey.key_of[plain(form)]
