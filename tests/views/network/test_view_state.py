"""A view as one value: it survives its address, and every act can be taken back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.views.network.view_address import decode, encode
from graph.views.network.view_state import (
    LAYOUTS,
    SIZES,
    Add,
    Arrange,
    Collapse,
    Expand,
    GroupBy,
    GroupNamed,
    Hide,
    History,
    Keep,
    OpenGroup,
    Pin,
    Relation,
    Step,
    Tie,
    ViewState,
)

NAMES = st.sampled_from(
    ["country/KAZ", "meeting/rtm-ca-14", "project/087", "region/CA", "organisation/a.b_c"]
)
PIXELS = st.integers(-9_000, 9_000)
MANY = st.lists(NAMES, min_size=1, max_size=4, unique=True).map(tuple)
WORDS = st.sampled_from(["Country", "Meeting", "attendedBy", "discussed"])
RELATIONS = st.builds(Relation, WORDS, st.booleans())
STEPS: st.SearchStrategy[Step] = st.one_of(
    st.builds(
        Expand,
        NAMES,
        st.none() | RELATIONS,
        st.just("") | WORDS,
        st.just(()) | MANY,
    ),
    st.builds(Add, MANY),
    st.builds(Hide, MANY),
    st.builds(Keep, MANY),
    st.builds(Collapse, NAMES),
    st.builds(Pin, NAMES | st.just("group:kind:Meeting"), PIXELS, PIXELS),
    st.builds(Arrange, st.sampled_from(LAYOUTS), st.just("") | NAMES),
    st.builds(GroupBy, st.sampled_from(["kind", "region", "publisher"]), st.just("") | WORDS),
    st.builds(GroupNamed, st.sampled_from(["Ours", "Die Östlichen, & andere: 3"]), MANY),
    st.builds(OpenGroup, st.sampled_from(["", "kind:Meeting", "region:region/CA", "name:Ours"])),
)
WORD_SETS = st.lists(WORDS, max_size=3, unique=True).map(sorted).map(tuple)
STATES = st.builds(
    ViewState,
    start=st.lists(NAMES, max_size=4, unique=True).map(tuple),
    steps=st.lists(STEPS, max_size=6).map(tuple),
    without_kinds=WORD_SETS,
    without_relations=WORD_SETS,
    regions=st.just(()) | MANY,
    topics=st.just(()) | MANY,
    years=st.none() | st.tuples(st.integers(1990, 2009), st.integers(2010, 2030)),
    known_by=st.just("") | st.dates().map(str),
    ties=st.lists(st.builds(Tie, WORDS, RELATIONS, WORDS), max_size=3, unique=True)
    .map(sorted)
    .map(tuple),
    sizes=st.sampled_from(SIZES),
    most=st.integers(10, 500),
)


@given(STATES)
def test_a_state_survives_its_address(state: ViewState) -> None:
    """Whatever a view is, its address leads back to exactly that view."""
    assert decode(encode(state)) == decode(encode(state))
    read = decode(encode(state))
    assert (read.state, read.complaints) == (state, ())


@given(
    st.dictionaries(
        st.sampled_from(["thing", "things", "do", "tie", "no", "region", "years", "known", "most"]),
        st.lists(
            st.text("~-.:/ é*<019KAZ", max_size=30)
            | st.sampled_from(["expand", "pin~country/KAZ~x~1", "-"])
        ),
    )
)
def test_no_address_breaks_the_reader(parameters: dict[str, list[str]]) -> None:
    """An address with anything in it is read as far as it goes, and what is left is told."""
    read = decode(parameters)
    assert decode(encode(read.state)).state == read.state
    assert all(sentence.startswith("A part of the address") for sentence in read.complaints)


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("do", "fly~country/KAZ", "a step is expand"),
        ("do", "expand~Kazakhstan", "not the short name of a thing"),
        ("do", "pin~country/KAZ~left~0", "not a whole number"),
        ("do", "arrange~nicely", "no way to arrange"),
        ("do", "group-by~colour", "nothing to group by"),
        ("do", "group~~country/KAZ", "the name of a group"),
        ("do", "open~Meeting", "not the name of a group"),
        ("years", "2020-2018", "first and the last year"),
        ("known", "2021-06", "not a day"),
        ("most", "100000", "10 to 500"),
        ("tie", "Project", "a kind, a line and a kind"),
    ],
)
def test_what_cannot_be_read_is_told(name: str, value: str, said: str) -> None:
    """Each mistake in an address gets a sentence of its own, and the rest still counts."""
    read = decode({"thing": ["country/KAZ"], name: [value]})
    assert read.state == ViewState(start=("country/KAZ",))
    assert len(read.complaints) == 1
    assert said in read.complaints[0]


def test_the_simple_address_stays_simple() -> None:
    """The neighbourhood of a thing has the address that links on every page use."""
    assert encode(ViewState(start=("country/KAZ",))) == {"thing": ["country/KAZ"]}


@given(st.lists(st.builds(ViewState, most=st.integers(10, 500)), max_size=6), st.integers(0, 8))
def test_undo_gives_back_the_state_before(states: list[ViewState], back: int) -> None:
    """Undoing and redoing as often leads to the same state, and undo to each one before."""
    history = History()
    for state in states:
        history = History(state, (*history.past, history.present))
    before = history
    seen = []
    for _ in range(back):
        history = history.undone()
        seen.append(history.present)
    assert seen == [*reversed(before.past), *[ViewState()] * back][:back]
    for _ in range(min(back, len(before.past))):
        history = history.redone()
    assert history == before


def test_the_way_back_in_the_browser_is_undo() -> None:
    """A state that was there before, or was taken back, is not a new one."""
    first, second = ViewState(start=("country/KAZ",)), ViewState(start=("region/CA",))
    history = History().to(first).to(second)
    assert history.to(first) == history.undone()
    assert history.to(first).to(second) == history
    assert history.to(second) is history


def test_arranging_again_replaces_the_last_time() -> None:
    """Trying one layout after the other, or dragging a thing twice, leaves one step."""
    state = ViewState().then(Arrange("time")).then(Arrange("region"))
    assert state.steps == (Arrange("region"),)
    assert state.layout == "region"
    moved = state.then(Pin("country/KAZ", 1, 2)).then(Pin("country/KAZ", 3, 4))
    assert moved.steps == (Arrange("region"), Pin("country/KAZ", 3, 4))
    together = moved.then(Pin("country/UZB", 0, 0)).then(Pin("country/KAZ", 5, 6))
    assert together.steps == (
        Arrange("region"),
        Pin("country/UZB", 0, 0),
        Pin("country/KAZ", 5, 6),
    )


def test_a_group_that_is_renamed_keeps_its_place() -> None:
    """Its name changes in the step that made it, and wherever it was put."""
    made = ViewState().then(GroupNamed("Ours", ("country/KAZ",))).then(Pin("group:name:Ours", 1, 2))
    assert made.renamed("Ours", "Neighbours").steps == (
        GroupNamed("Neighbours", ("country/KAZ",)),
        Pin("group:name:Neighbours", 1, 2),
    )
    assert made.renamed("Others", "Neighbours") == made
