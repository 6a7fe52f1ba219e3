"""The chapters of an invented Initiative: what is said of one thing, drawn from a seed.

See `tests.benchmarks.initiative`. The shares below are those of the record (68,286 triples, 4,725
statements, 374 documents).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["Chapter", "Sizes", "chapters"]

_INITIATIVE: Final = "initiative/centres"
_TRIPLES_OF_A_UNIT: Final = 335
_TRIPLES_OF_A_COUNTRY: Final = 105
_HAZARDS: Final = ("chemical", "biological", "radiological", "nuclear")
_TOPICS: Final = (
    "biosafety-biosecurity", "training", "first-response", "border-control", "waste-management",
    "legal-framework", "illicit-trafficking", "risk-assessment", "equipment", "crisis-management",
    "national-action-plans", "needs-and-priorities", "countermeasures", "forensics",
    "public-health-impact-mitigation", "transport-of-dangerous-goods", "awareness",
    "material-protection", "testing-and-exercising", "information-safeguarding",
)  # fmt: skip
_MEETINGS: Final = (*["RoundTable"] * 3, *["Meeting"] * 4, "Training", "Exercise")
_BODIES: Final = (
    ("ResearchCentre", "Institute"), ("Agency", "Agency"), ("EUBody", "Office"),
    ("InternationalOrganisation", "Union"), ("Company", "Works"), ("Ministry", "Ministry"),
    ("Organisation", "Centre"), ("Organisation", "Council"), ("Organisation", "Faculty"),
    ("Organisation", "Foundation"),
)  # fmt: skip
_BEGIN: Final = ("Ka", "Mo", "Ter", "Ali", "Sen", "Bar", "Dul", "Ves", "Nor", "Ora", "Pel", "Ruk")
_MIDDLE: Final = ("va", "li", "mar", "sho", "den", "ta", "ri", "ko", "nu", "bel")
_END: Final = ("ra", "nia", "stan", "dor", "met", "lia", "vik", "gar", "na", "um")


@dataclass(frozen=True, slots=True)
class Sizes:
    """How much of each kind a world of about so many triples (besides the ontology's) has."""

    regions: int
    countries: int
    units: int
    """So many projects, and in step with them meetings, plans, organisations and persons."""

    @classmethod
    def of(cls, triples: int) -> Sizes:
        """The sizes for a number of triples."""
        countries = min(195, max(4, triples // 400))
        left = triples - 300 - countries * _TRIPLES_OF_A_COUNTRY
        return cls(max(2, countries // 9), countries, max(2, round(left / _TRIPLES_OF_A_UNIT)))

    @property
    def organisations(self) -> int:
        """How many organisations there are, the secretariats not counted."""
        return 2 * self.units


@dataclass(slots=True)
class Chapter:
    """Rows of the three kinds of tables: documents, things, and statements by document."""

    documents: list[dict[str, str]] = field(default_factory=list)
    things: list[dict[str, str]] = field(default_factory=list)
    statements: dict[str, list[dict[str, str]]] = field(default_factory=dict)

    def thing(self, key: str, type_: str, label: str, other_labels: str = "") -> str:
        """Adds a thing and returns its key."""
        self.things.append(
            {"key": key, "type": type_, "label": label, "other_labels": other_labels}
        )
        return key

    def document(self, key: str, title: str, chance: Random) -> str:
        """Adds a document and returns its key; half of them bear a date, as on record."""
        year = 2011 + _below(chance, 15)
        month = 1 + _below(chance, 12)
        issued = ("", "", f"{year}-{month:02}", f"{year}-{month:02}-{1 + _below(chance, 28):02}")
        self.documents.append(
            {
                "key": key,
                "title": title,
                "publisher": f"Press of {_place(_below(chance, 400))}",
                "issued": issued[_below(chance, 4)],
                "read": "2026-11-22",
                "language": "en",
                "address": f"https://press.example/{key}",
                "places": "page: the page as a whole" if chance.random() < 0.9 else "",
            }
        )
        self.statements[key] = []
        return key

    def say(
        self, document: str, subject: str, property_: str, value: str, chance: Random, **told: str
    ) -> None:
        """Adds a statement, with a place in the document, and roles and remarks as on record."""
        drawn = chance.random()
        row = {
            "subject": subject,
            "property": property_,
            "object": value,
            "locator": "page" if drawn < 0.8 else f"paragraph {1 + int(drawn * 100) % 20}",
        }
        if chance.random() < 0.16:
            row |= {"basis": "derived", "remark": "read off the list on the page"}
        elif chance.random() < 0.12:
            row["remark"] = "the page names it without further detail"
        self.statements[document].append({**row, **told})


def chapters(sizes: Sizes, seed: int) -> Iterator[Chapter]:
    """Everything, chapter by chapter: first what the world has once, then unit by unit."""
    yield _beginning(sizes, seed)
    for number in range(sizes.countries):
        yield _country(sizes, number, Random(f"{seed}/country/{number}"))
    for number in range(sizes.units):
        yield _unit(sizes, number, Random(f"{seed}/unit/{number}"))


def _beginning(sizes: Sizes, seed: int) -> Chapter:
    """The Initiative, its regions, and the secretariat of each."""
    chance = Random(f"{seed}/beginning")
    chapter = Chapter()
    chapter.thing(_INITIATIVE, "Initiative", "Initiative of the Centres", "IC")
    home = chapter.document("home", "Home page of the Initiative", chance)
    chapter.document("borders", "Register of country codes", chance)
    for year in range(2012, 2026, 2):
        count = max(1, sizes.countries - (2026 - year) // 2)
        period = {"from": str(year), "until": str(year)}
        chapter.say(home, _INITIATIVE, "partnerCount", str(count), chance, **period)
    for number in range(sizes.regions):
        region = chapter.thing(_region(number), "Region", f"Region of {_place(number)}")
        page = chapter.document(f"region-{number}", f"Page of region {_place(number)}", chance)
        code = region.partition("/")[2]
        chapter.say(page, region, "partOfInitiative", _INITIATIVE, chance)
        chapter.say(page, region, "notation", code, chance)
        secretariat = chapter.thing(
            f"organisation/rs-{code.lower()}", "RegionalSecretariat",
            f"Regional Secretariat {_place(number)}", f"RS {code}",
        )  # fmt: skip
        chapter.say(page, secretariat, "servesRegion", region, chance)
        chapter.say(page, secretariat, "partOfInitiative", _INITIATIVE, chance)
        chapter.say(page, secretariat, "housedBy", _organisation(number % sizes.organisations),
                    chance, role="host of the secretariat")  # fmt: skip
    return chapter


def _country(sizes: Sizes, number: int, chance: Random) -> Chapter:
    """A country: its codes, its region, and since when it takes part."""
    chapter = Chapter()
    name = _place(1_000 + number)
    country = chapter.thing(_land(number), "Country", name, f"{name}a@fr")
    # Said in documents of the beginning, which is why no other chapter speaks of a country.
    chapter.statements = {"borders": [], "home": []}
    for place, scheme in enumerate(("two letters", "three letters", "digits", "vehicles")):
        code = f"{country[-3:]}{place}"
        chapter.say("borders", country, "notation", code, chance, role=scheme)
    region = _region(number * sizes.regions // sizes.countries)
    told = {"role": "partner country"} if chance.random() < 0.6 else {}
    chapter.say("home", country, "inRegion", region, chance, **told)
    if chance.random() < 0.9:
        since = {"from": str(2011 + _below(chance, 12))} if chance.random() < 0.5 else {}
        chapter.say("home", country, "partOfInitiative", _INITIATIVE, chance, **told, **since)
    if chance.random() < 0.2:
        page = chapter.document(f"accession-{number}", f"Accession of {name}", chance)
        chapter.say(page, country, "partOfInitiative", _INITIATIVE, chance, role="partner country")
        chapter.say(page, country, "inRegion", region, chance)
    return chapter


def _unit(sizes: Sizes, number: int, chance: Random) -> Chapter:
    """A project and two organisations; nine times in ten a meeting, and so on, as on record."""
    chapter = Chapter()
    page = _project(chapter, sizes, number, chance)
    for which in (2 * number, 2 * number + 1):
        _body(chapter, page, sizes, which, chance)
    if number % 10 != 9:
        page = _meeting(chapter, sizes, number, chance)
    if number % 3 != 2:
        _person(chapter, page, sizes, number, chance)
    if number % 4 == 0:
        _plan(chapter, page, sizes, number, chance)
    return chapter


def _project(  # noqa: PLR0912 - one branch for each thing that a page may say
    chapter: Chapter, sizes: Sizes, number: int, chance: Random
) -> str:
    """A project, and the page about it, which is returned."""
    area = _TOPICS[_below(chance, len(_TOPICS))]
    words = area.replace("-", " ")
    name = f"Project {number + 1}"
    project = chapter.thing(_project_key(number), "Project", name, f"P{number + 1}")
    page = chapter.document(f"project-{number + 1}", f"{name}: {words}", chance)
    region = _below(chance, sizes.regions)

    def say(property_: str, value: str, **told: str) -> None:
        chapter.say(page, project, property_, value, chance, **told)

    say("projectNumber", str(number + 1))
    say("title", f"Strengthening {words} in {_place(region)} and its neighbours, phase {number}")
    say("partOfInitiative", _INITIATIVE)
    if chance.random() < 0.85:
        say("coversRegion", _region(region))
    for other in _some(chance, sizes.regions, (0, 0, 1, 1, 2)):
        if other != region:
            say("coversRegion", _region(other))
    for country in _near(sizes, region, chance, (0, 0, 0, 1, 2, 3, 4, 4, 8, 12)):
        told = {"role": "partner country"} if chance.random() < 0.15 else {}
        say("coversCountry", _land(country), **told)
    for hazard in _HAZARDS[: 1 + _below(chance, 4)]:
        say("hazard", f"topic/{hazard}")
    for topic in sorted({area, _TOPICS[_skewed(chance, len(_TOPICS))]}):
        say("hasTopic", f"topic/{topic}")
    start = 2010 + _below(chance, 14)
    end = start + 1 + _below(chance, 4)
    if chance.random() < 0.5:
        say("startDate", f"{start}-{1 + _below(chance, 12):02}")
    if chance.random() < 0.35:
        say("endDate", f"{end}-{1 + _below(chance, 12):02}")
    if chance.random() < 0.7:
        say("status", ("closed", "ongoing", "launched")[_below(chance, 3)])
    if chance.random() < 0.1:
        say("budget", str(500_000 + 250_000 * _below(chance, 20)))
    if chance.random() < 0.45:
        say("ledBy", _organisation(_other_body(sizes, number, chance)), role="consortium leader")
    for body in sorted({_other_body(sizes, number, chance) for _ in range(_below(chance, 4))}):
        told = {"from": str(start)} if chance.random() < 0.4 else {}
        say("hasPartner", _organisation(body), **told)
    if number and chance.random() < 0.15:
        other = _below(chance, number)
        say(("followsOn", "relatedTo", "complements")[_below(chance, 3)], _project_key(other))
    # A year that a day lies in is no disagreement; another year is one.
    again = {"startDate": f"{start - 1}", "projectNumber": f"{number + 1}"}
    _again(chapter, page, chance, again)
    return page


def _meeting(chapter: Chapter, sizes: Sizes, number: int, chance: Random) -> str:
    """A meeting, and the page about it, which is returned."""
    region = number % sizes.regions
    code = _region(region).partition("/")[2]
    ordinal = number // sizes.regions + 1
    kind = ("RoundTable", "Meeting", "Training", "Exercise")[
        (0, 0, 0, 1, 1, 1, 1, 2, 3)[number % 9]
    ]
    name = "Round-Table Meeting" if kind == "RoundTable" else kind
    meeting = chapter.thing(
        f"meeting/{kind.lower()}-{code.lower()}-{ordinal}", kind,
        f"{name} {ordinal} of {_place(region)}", f"{code}-{ordinal}",
    )  # fmt: skip
    page = chapter.document(f"meeting-{number + 1}", f"News on {name} {ordinal} in {code}", chance)

    def say(property_: str, value: str, **told: str) -> None:
        chapter.say(page, meeting, property_, value, chance, **told)

    year = 2011 + _below(chance, 15)
    month, day = 1 + _below(chance, 12), 1 + _below(chance, 26)
    say("partOfInitiative", _INITIATIVE)
    say("startDate", f"{year}-{month:02}-{day:02}")
    if chance.random() < 0.95:
        say("endDate", f"{year}-{month:02}-{day + 1 + _below(chance, 2):02}")
    if kind == "RoundTable":
        say("ordinal", str(ordinal))
    say("coversRegion", _region(region))
    if chance.random() < 0.7:
        host = next(iter(_near(sizes, region, chance, (1,))))
        say("hostCountry", _land(host))
        say("place", _place(2_000 + host))
    say("format", ("in person", "online", "hybrid")[_skewed(chance, 3)])
    for country in _near(sizes, region, chance, (0, 0, 0, 0, 0, 1, 1, 3, 5, 9)):
        told = {"role": "partner country"} if chance.random() < 0.15 else {}
        say("attendedBy", _land(country), **told)
    for topic in sorted({_TOPICS[_skewed(chance, len(_TOPICS))] for _ in range(_below(chance, 2))}):
        say("discussed", f"topic/{topic}")
    for other in sorted({_below(chance, sizes.units) for _ in range(_below(chance, 2))}):
        say("discussed", _project_key(other))
    if chance.random() < 0.3:
        say("discussed", f"plan/plan-{4 * (_below(chance, sizes.units) // 4)}")
    if number % 3 != 2 and chance.random() < 0.3:
        say("attendedBy", f"person/{_person_key(number)}", role="speaker")
    if chance.random() < 0.5:
        say("organisedBy", _organisation(_other_body(sizes, number, chance)))
    if chance.random() < 0.35:
        say("hostedBy", _organisation(_other_body(sizes, number, chance)))
    if chance.random() < 0.2:
        say("participantCount", str(20 + _below(chance, 80)))
    differing = {
        # Before the meeting ends, as the check asks of every start that is told.
        "startDate": f"{year}-{month - 1:02}" if month > 1 else f"{year - 1}-12",
        "format": "online",
        "place": "Elsewhere",
    }
    _again(chapter, page, chance, differing)
    return page


def _body(chapter: Chapter, page: str, sizes: Sizes, number: int, chance: Random) -> None:
    kind, word = _BODIES[number % len(_BODIES)]
    place = _place(3_000 + number)
    body = chapter.thing(
        _organisation(number), kind, f"{word} {place} {number}", f"{word[0]}{place[:2]}{number}"
    )
    if chance.random() < 0.27:
        country = _below(chance, sizes.countries)
        chapter.say(page, body, "basedIn", _land(country), chance)
        if chance.random() < 0.3:
            other = _organisation(_other_body(sizes, number // 2, chance))
            if other != body:
                chapter.say(page, body, "agreementWith", other, chance, role="memorandum")


def _person(chapter: Chapter, page: str, sizes: Sizes, number: int, chance: Random) -> None:
    name = f"{_place(5_000 + number)} {_place(number * 7)}"
    person = chapter.thing(f"person/{_person_key(number)}", "Person", f"{name} {number}")
    role = ("Head of Secretariat", "national focal point", "expert", "director")[_below(chance, 4)]
    body = _organisation(_other_body(sizes, number, chance))
    since = {"from": str(2012 + _below(chance, 10))} if chance.random() < 0.6 else {}
    chapter.say(page, person, "worksFor", body, chance, role=role, **since)
    if chance.random() < 0.15:
        country = _land(_below(chance, sizes.countries))
        chapter.say(page, person, "represents", country, chance, role=role)


def _plan(chapter: Chapter, page: str, sizes: Sizes, number: int, chance: Random) -> None:
    country = _below(chance, sizes.countries)
    plan = chapter.thing(
        f"plan/plan-{number}", "NationalActionPlan", f"Action plan {number} of {_place(country)}"
    )
    status = ("presented", "endorsed", "under development")[_below(chance, 3)]
    chapter.say(page, plan, "partOfInitiative", _INITIATIVE, chance)
    chapter.say(page, plan, "status", status, chance)
    chapter.say(page, plan, "coversCountry", _land(country), chance)
    if chance.random() < 0.4:
        chapter.say(page, plan, "startDate", str(2013 + _below(chance, 10)), chance)


def _again(chapter: Chapter, page: str, chance: Random, other: dict[str, str]) -> None:
    """Up to two further documents that say some of it again, now and then something else."""
    said = chapter.statements[page]
    for place in range(_skewed(chance, 3)):
        more = chapter.document(f"{page}-{place + 2}", f"More on {page.replace('-', ' ')}", chance)
        again = sorted({_below(chance, len(said)) for _ in range(1 + _skewed(chance, 5))})
        for row in (said[each] for each in again):
            value = row["object"]
            if chance.random() < 0.9:
                value = other.get(row["property"], value)
            told = {"role": row["role"]} if "role" in row else {}
            chapter.say(more, row["subject"], row["property"], value, chance, **told)


def _near(sizes: Sizes, region: int, chance: Random, counts: Sequence[int]) -> list[int]:
    """So many countries as one of the counts says, most of them of the region."""
    first = -(-region * sizes.countries // sizes.regions)
    many = -(-(region + 1) * sizes.countries // sizes.regions) - first
    wanted = counts[_below(chance, len(counts))]
    found = set()
    for _ in range(wanted):
        far = chance.random() < 0.15
        found.add(_below(chance, sizes.countries) if far else first + _skewed(chance, many))
    return sorted(found)


def _some(chance: Random, most: int, counts: Sequence[int]) -> list[int]:
    return sorted({_below(chance, most) for _ in range(counts[_below(chance, len(counts))])})


def _other_body(sizes: Sizes, unit: int, chance: Random) -> int:
    """An organisation: of the same unit, or any; the lower its number, the more turn to it."""
    if chance.random() < 0.45:
        return 2 * unit + _below(chance, 2)
    return int(sizes.organisations * chance.random() ** 3)


def _below(chance: Random, most: int) -> int:
    """A number from 0 on, below another one; each as likely."""
    return int(chance.random() * most)


def _skewed(chance: Random, most: int) -> int:
    """A number from 0 on, below another one; the lower the likelier."""
    return int(chance.random() ** 2 * most)


def _place(number: int) -> str:
    """An invented name of a place."""
    begin, rest = number % len(_BEGIN), number // len(_BEGIN)
    end, rest = rest % len(_END), rest // len(_END)
    middle = _MIDDLE[rest % len(_MIDDLE)] if rest % (len(_MIDDLE) + 1) else ""
    return f"{_BEGIN[begin]}{middle}{_END[end]}"


def _region(number: int) -> str:
    return f"region/R{chr(65 + number // 26)}{chr(65 + number % 26)}"


def _land(number: int) -> str:
    """A country's key, among the codes that ISO 3166-1 leaves to their users."""
    return f"country/X{chr(65 + number // 26)}{chr(65 + number % 26)}"


def _organisation(number: int) -> str:
    return f"organisation/body-{number}"


def _project_key(number: int) -> str:
    return f"project/{number + 1:03}" if number < 999 else f"project/p{number + 1}"


def _person_key(number: int) -> str:
    return f"speaker-{number}"
