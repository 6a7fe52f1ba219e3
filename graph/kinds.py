"""Every kind of thing, in one table: its name, its words, its look, and where it stands in lists.

A kind is the first part of a thing's address (``country/KAZ``) and a class of the ontology. What
the rest of the house has to know of it stands here: the words for one and for several, colour and
shape, the table that its things are entered in, its heading where things are compared, its rank
among equally good finds, and what reports and time make of it. The order of the table is that of
legends and lists.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["BY_KEY", "BY_NAME", "KINDS", "SOURCE", "ColourFamily", "Kind", "Shape", "in_pictures"]

ColourFamily: TypeAlias = Literal[
    "countries",
    "other actors",
    "initiatives and projects",
    "gatherings",
    "plans and topics",
    "regions",
    "documents",
]
"""What colour says: who acts, what is done, what is planned, where it belongs, who says so."""

Shape: TypeAlias = Literal[
    "dot", "square", "triangle", "triangleDown", "star", "diamond", "hexagon"
]
"""What the canvas calls the shapes; shape and filling together tell the kind."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A kind of thing.

    ``key`` begins the addresses of its things, and ``name`` is its class in the ontology. ``found``
    ranks it among finds that fit a text equally well, ``compared`` where things are set side by
    side (``always``: also where nothing of it is shared).
    """

    key: str
    name: str
    singular: str
    plural: str
    colours: ColourFamily
    shape: Shape
    hollow: bool = False
    found: int
    """Its rank among finds that fit a text equally well."""
    compared: int | None = None
    """Its rank where things are set side by side; None where it is not compared."""
    always_compared: bool = False
    """Whether a comparison says so too where nothing of it is shared."""
    heading: str
    """Its heading in a list of several kinds."""
    shared_as: str = ""
    """Its heading where several things share it; the usual one where empty."""
    table: str = ""
    """The table of things that it is entered in; empty where it has another one of its own."""
    keyed: str = ""
    """How a key of it is made, with an example, for whoever enters one."""
    is_event: bool = False
    """Whether it happens at some time, so that a missing date is worth a word."""
    gathers: bool = False
    """Whether what has a line to it belongs to it in a report."""
    belongs: bool = False
    """Whether it can belong to what gathers."""
    reported: bool = True
    """Whether a report can be about one: never about a person or a document."""

    @property
    def heading_when_shared(self) -> str:
        """The heading where several things share it."""
        return self.shared_as or self.heading


KINDS: Final = (
    Kind(
        key="country",
        name="Country",
        singular="country",
        plural="countries",
        colours="countries",
        shape="dot",
        found=0,
        compared=0,
        always_compared=True,
        heading="Countries",
        table="countries",
        keyed="the ISO 3166-1 code in capitals: country/KAZ",
        belongs=True,
    ),
    Kind(
        key="organisation",
        name="Organisation",
        singular="organisation",
        plural="organisations",
        colours="other actors",
        shape="square",
        found=4,
        compared=1,
        always_compared=True,
        heading="Partners and other organisations",
        table="organisations",
        keyed="small letters and hyphens: organisation/istc",
        belongs=True,
    ),
    Kind(
        key="person",
        name="Person",
        singular="person",
        plural="persons",
        colours="other actors",
        shape="triangle",
        found=8,
        compared=8,
        heading="Persons",
        table="persons",
        keyed="first-last: person/ann-bell",
        reported=False,
    ),
    Kind(
        key="initiative",
        name="Initiative",
        singular="initiative",
        plural="initiatives",
        colours="initiatives and projects",
        shape="star",
        found=2,
        compared=7,
        heading="Initiatives",
        table="initiatives",
        keyed="small letters and hyphens: initiative/eu-cbrn-coe",
        gathers=True,
    ),
    Kind(
        key="project",
        name="Project",
        singular="project",
        plural="projects",
        colours="initiatives and projects",
        shape="diamond",
        found=3,
        compared=5,
        heading="Projects",
        table="projects",
        keyed="the number with three digits: project/053; without a number a short name",
        is_event=True,
        belongs=True,
    ),
    Kind(
        key="meeting",
        name="Meeting",
        singular="meeting",
        plural="meetings",
        colours="gatherings",
        shape="triangleDown",
        found=7,
        compared=2,
        always_compared=True,
        heading="Meetings",
        shared_as="Meetings where more than one was discussed or took part",
        table="meetings",
        keyed="small letters and hyphens: meeting/rtm-ca-15",
        is_event=True,
        belongs=True,
    ),
    Kind(
        key="plan",
        name="ActionPlan",
        singular="action plan",
        plural="action plans",
        colours="plans and topics",
        shape="square",
        hollow=True,
        found=6,
        compared=6,
        heading="Action plans",
        table="plans",
        keyed="small letters and hyphens: plan/rap-ca",
        belongs=True,
    ),
    Kind(
        key="contract",
        name="Contract",
        singular="contract",
        plural="contracts",
        colours="plans and topics",
        shape="triangleDown",
        hollow=True,
        found=10,
        compared=9,
        heading="Contracts",
        table="contracts",
        keyed="its reference in small letters and hyphens: contract/ifs-2011-273-506",
        belongs=True,
    ),
    Kind(
        key="topic",
        name="Topic",
        singular="topic",
        plural="topics",
        colours="plans and topics",
        shape="dot",
        hollow=True,
        found=5,
        compared=3,
        always_compared=True,
        heading="Topics and hazards",
        table="topics",
        keyed="small letters and hyphens, with a definition: topic/waste-management",
    ),
    Kind(
        key="region",
        name="Region",
        singular="region",
        plural="regions",
        colours="regions",
        shape="hexagon",
        found=1,
        compared=4,
        heading="Regions",
        table="regions",
        keyed="the Initiative's code in capitals: region/CA",
        gathers=True,
    ),
    Kind(
        key="source",
        name="SourceDocument",
        singular="document",
        plural="documents",
        colours="documents",
        shape="diamond",
        hollow=True,
        found=9,
        heading="Documents",
        reported=False,
    ),
)

BY_KEY: Final[Mapping[str, Kind]] = {kind.key: kind for kind in KINDS}
BY_NAME: Final[Mapping[str, Kind]] = {kind.name: kind for kind in KINDS}

SOURCE: Final = BY_KEY["source"].name
"""The kind of what lines rest on: documents, which no picture and no list of things holds."""


def in_pictures(name: str) -> bool:
    """Whether things of a class stand in pictures and lists of things, as all but documents do."""
    return name in BY_NAME and name != SOURCE
