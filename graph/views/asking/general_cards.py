"""Which of the cards are general, by their keys: what they ask for is chosen with the question."""

from __future__ import annotations

from typing import Final

__all__ = [
    "GENERAL",
    "OF_ANY_TIE",
    "OF_ATTENDING",
    "OF_BEGINNINGS",
    "OF_COMPLETION",
    "OF_CROWDS",
    "OF_DATES_ALONE",
    "OF_LINES",
    "OF_MEETINGS",
    "OF_OWN_DATES",
    "OF_SAYINGS",
    "OF_THOSE_WITH_NONE",
    "SAID_OF_TWO",
]

SAID_OF_TWO: Final = "said-of-two"
"""The card that has what documents say between two things."""

GENERAL: Final = frozenset(
    {
        "cooperation-of-two",
        "first-n-of-kind",
        "first-n-with-line",
        "first-of-kind",
        "first-with-line",
        "happened-with-thing-in-year",
        "how-many",
        "kind-with-kind",
        "kind-without-kind",
        "last-ended-of-kind",
        "last-ended-with-line",
        "latest-n-of-kind",
        "latest-n-with-line",
        "latest-of-kind",
        "latest-with-line",
        "list-of-kind",
        "of-thing-without-kind",
        SAID_OF_TWO,
        "states-of-kind",
        "things-begun-before",
        "things-begun-between",
        "things-begun-in-year",
        "things-begun-since",
        "things-by-year",
        "things-by-year-and-region",
        "things-by-year-between",
        "things-by-year-since",
        "things-ended-between",
        "things-ended-in-year",
        "things-ended-since",
        "things-with-both",
        "things-with-line",
        "things-with-line-before",
        "things-with-line-between",
        "things-with-line-by-year",
        "things-with-line-in-year",
        "things-with-line-since",
    }
)
"""Those that ask for things of any sort, so that a card that names its own is meant rather."""
OF_BEGINNINGS: Final = frozenset(
    {
        "first-n-of-kind",
        "first-n-with-line",
        "first-of-kind",
        "first-with-line",
        "last-ended-of-kind",
        "last-ended-with-line",
        "latest-n-of-kind",
        "latest-n-with-line",
        "latest-of-kind",
        "latest-with-line",
        "things-begun-before",
        "things-begun-between",
        "things-begun-in-year",
        "things-begun-since",
        "things-by-year",
        "things-by-year-and-region",
        "things-by-year-between",
        "things-by-year-since",
        "things-ended-between",
        "things-ended-in-year",
        "things-ended-since",
        "things-with-line-before",
        "things-with-line-between",
        "things-with-line-by-year",
        "things-with-line-in-year",
        "things-with-line-since",
    }
)
"""Those that ask when things began or ended."""
OF_MEETINGS: Final = frozenset(
    {
        "first-and-last-by-region",
        "lengths-of-meetings",
        "meetings-longer-than",
        "meetings-outside-region",
        "meetings-since-with-place",
        "most-attended-meetings",
        "most-hosts-of-region",
        "participants-in-place",
        "things-attended-by",
        "things-hosted-by",
        "towns-with-most-meetings",
    }
)
"""Those whose kind is a kind of meeting."""
OF_ATTENDING: Final = frozenset(
    {
        "hosted-and-attended",
        "meetings-attended-in-year",
        "meetings-attended-since",
        "meetings-hosted-in-year",
        "meetings-hosted-since",
        "things-attended-by",
        "things-hosted-by",
    }
)
"""Those that ask for the meetings of somebody, and not for who was there."""
OF_CROWDS: Final = frozenset({"participants-in-place"})
"""Those that ask how many people came, and not who they were."""
OF_COMPLETION: Final = frozenset({"plans-completed", "plans-completed-in-year"})
"""Those that ask what was completed, which need not have come to its end."""
OF_LINES: Final = frozenset(
    {
        "first-n-with-line",
        "first-with-line",
        "last-ended-with-line",
        "latest-n-with-line",
        "latest-with-line",
        "of-thing-without-kind",
        "things-with-both",
        "things-with-line",
        "things-with-line-before",
        "things-with-line-between",
        "things-with-line-in-year",
        "things-with-line-since",
    }
)
"""Those that ask for any line between a kind and things."""
OF_ANY_TIE: Final = frozenset({"kind-with-kind", "spread-over-countries"})
"""Those that take any tie between two kinds, whichever is asked for."""
OF_OWN_DATES: Final = frozenset({"dates-of-thing", "durations-of-two"})
"""Those that ask when things themselves began or ended."""
OF_SAYINGS: Final = frozenset(
    {
        "statements-of-organisation",
        "statements-of-organisation-in-year",
        "statements-of-organisation-on-kind",
        "statements-of-organisation-on-kind-in-year",
        "statements-of-organisation-on-thing",
        "statements-of-organisation-on-thing-in-year",
    }
)
"""Those that ask what somebody says, who is told before what it is said of."""
OF_THOSE_WITH_NONE: Final = frozenset(
    {"countries-in-fewest-projects", "plans-of-region", "projects-by-country-of-region"}
)
"""Those that list also what has none of what is asked for, so that their things are no number."""
OF_DATES_ALONE: Final = frozenset(
    {"dates-of-thing", "opening-of-secretariat", "secretariat-openings"}
)
"""Cards that tell when something was, and not who did it."""
