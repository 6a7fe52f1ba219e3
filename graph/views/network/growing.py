"""The things of a view and their places, by doing again what the reader did, step by step.

The places of a step are those of the step before; what comes new is put beside them. So nothing
that is on the screen moves because something was added, and the same steps give the same picture
in any browser. The scene after each step is kept, so an act costs what it adds.
"""

from __future__ import annotations

from collections import Counter, OrderedDict
from copy import copy
from dataclasses import replace
from threading import Lock
from typing import TYPE_CHECKING, Final

from graph.texts import gettext
from graph.views.network.facets import Facets
from graph.views.network.groups import GroupRule, node_of, rules_by
from graph.views.network.on_map import OnMap
from graph.views.network.scene import Expansion, Scene
from graph.views.network.settling import Settling
from graph.views.network.surroundings import Surroundings
from graph.views.network.ties import possible
from graph.views.network.view_state import (
    LEEWAY,
    Add,
    Arrange,
    Collapse,
    Expand,
    GroupBy,
    GroupNamed,
    Hide,
    Keep,
    OpenGroup,
    Pin,
    Relation,
)
from graph.views.places.arrangements import Arranged
from graph.views.record.lines import Lines
from graph.views.record.names import NamedGraph, instances
from graph.vocabulary import CBRN, THINGS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from graph.views.network.view_state import Step, Tie, ViewState

__all__ = ["Grower"]

_MOST_SCENES: Final = 400


class Grower:
    """Makes scenes of states, and remembers them; threads may share it."""

    def __init__(self, kg: NamedGraph) -> None:
        """Remember where to ask; nothing is fetched yet."""
        self.kg = kg
        # Scenes are the same for readers of every language, places and all.
        self._names = kg.names.in_english
        self.lines = Lines(kg.engine)
        self.facets = Facets(self.lines)
        self.on_map = OnMap(kg, self.lines)
        self._surroundings = Surroundings(self._names, self.lines)
        self._settling = Settling(
            names=self._names, lines=self.lines, facets=self.facets, on_map=self.on_map
        )
        self._scenes: OrderedDict[object, Scene] = OrderedDict()
        self._ties: tuple[tuple[str, ...], Mapping[Tie, int]] = ((), {})
        self._lock = Lock()
        self._in_languages: dict[str, Grower] = {}

    def in_language(self, kg: NamedGraph) -> Grower:
        """The same for readers of the names of another language; what it remembers is shared."""
        language = kg.names.language
        made = self._in_languages.get(language)
        if made is None or made.kg is not kg:
            made = copy(self)
            made.kg = kg
            self._in_languages[language] = made
        return made

    def scene(self, state: ViewState) -> Scene:
        """What is shown after all steps of a state."""
        steps = state.steps
        done = len(steps)
        known = None
        while done >= 0 and known is None:
            known = self._known((state.start, state.most, steps[:done]))
            done -= known is None
        scene = known or self._begun(state)
        if known is None:
            done = 0
            self._remember((state.start, state.most, ()), scene)
        for at in range(done, len(steps)):
            scene = self._settling.settled(self._after(scene, steps[at], state.most))
            self._remember((state.start, state.most, steps[: at + 1]), scene)
        return scene

    def growing(self, state: ViewState, names: Sequence[str]) -> tuple[Expand, ...]:
        """Those of the things whose expansion brings something in, one after the other, as steps.

        What stands outside the limit is counted at its thing, which is something too.
        """
        steps: list[Expand] = []
        for name in names:
            before = self.scene(replace(state, steps=(*state.steps, *steps)))
            after = self.scene(replace(state, steps=(*state.steps, *steps, Expand(name))))
            if (before.things, before.rests) != (after.things, after.rests):
                steps.append(Expand(name))
        return tuple(steps)

    def choices(self, scene: Scene, thing: str) -> list[Expansion]:
        """What a thing can be expanded by, the largest numbers first, with how many are shown."""
        found: dict[tuple[Relation, str, str], set[str]] = {}
        for line in self._surroundings.of(thing):
            other = line.other(thing)
            relation = Relation(line.predicate.removeprefix(str(CBRN._NS)), line.target == thing)
            where = relation, line.predicate, self.kg.names[other].family
            found.setdefault(where, set()).add(other)
        choices = [
            Expansion(
                relation=relation,
                predicate=predicate,
                kind=kind,
                things=self._surroundings.ranked(thing, those),
                shown=len(those & {*scene.things}),
            )
            for (relation, predicate, kind), those in found.items()
        ]
        return sorted(choices, key=lambda one: (-len(one.things), one.relation, one.kind))

    def ties(self, things: Sequence[str]) -> Mapping[Tie, int]:
        """How the things are tied by what they share; see `graph.views.network.ties.possible`."""
        kept, found = self._ties
        if kept != tuple(things):
            found = possible(self.lines, self.kg.names, things)
            self._ties = tuple(things), found
        return found

    def _known(self, key: object) -> Scene | None:
        with self._lock:
            if key in self._scenes:
                self._scenes.move_to_end(key)
            return self._scenes.get(key)

    def _remember(self, key: object, scene: Scene) -> None:
        with self._lock:
            self._scenes[key] = scene
            while len(self._scenes) > _MOST_SCENES:
                self._scenes.popitem(last=False)

    def _begun(self, state: ViewState) -> Scene:
        """The scene before any step."""
        if not state.start:
            regions = [
                name.iri
                for name in instances(NamedGraph(self.kg.engine, self._names), str(CBRN.Region))
            ]
            return self._settling.settled(Scene(things=tuple(regions[: state.most])))
        known, complaints = self._on_record(state.start)
        kept = known[: state.most]
        cut = Counter(self._names[one].family for one in known[state.most :])
        scene = Scene(things=kept, cut=dict(cut), complaints=complaints)
        if len(state.start) == 1 and kept:
            scene = replace(scene, layout="around", middle=kept[0], focus=kept[0])
            scene = self._expanded(scene, Expand(state.start[0]), state.most)
        return self._settling.settled(scene)

    def _after(  # noqa: PLR0911 - one return for each kind of step
        self, scene: Scene, step: Step, most: int
    ) -> Scene:
        """The scene after one more step, but for the places of what is new."""
        match step:
            case Expand():
                return self._expanded(scene, step, most)
            case Add(names):
                return self._added(scene, names, most)
            case Hide(names):
                gone = {*self._on_record(names)[0]}
                return self._without(scene, gone, hidden=gone)
            case Keep(names):
                gone = {*scene.things} - {*self._on_record(names)[0]}
                return self._without(scene, gone, hidden=gone)
            case Collapse(name):
                return self._collapsed(scene, str(THINGS[name]))
            case Pin(name, x, y):
                place = {node_of(name): (float(x), float(y))}
                where = Arranged({**scene.arranged.places, **place}, scene.arranged.headings)
                return replace(scene, arranged=where, pinned=scene.pinned | place.keys())
            case Arrange(layout, middle):
                places = scene.arranged.places
                kept = Arranged({one: places[one] for one in places if one in scene.pinned})
                around = str(THINGS[middle]) if middle else scene.middle
                return replace(scene, arranged=kept, layout=layout, middle=around, aside={})
            case GroupBy(by, of):
                things = [one for one in scene.things if one != scene.focus]
                known = {rule.key for rule in scene.rules}
                met = rules_by(by, things, self.facets, self._names)
                new = (one for one in met if of in {"", one.of} and one.key not in known)
                return replace(scene, rules=(*scene.rules, *new))
            case GroupNamed(name, names):
                complaints = (*scene.complaints, *self._on_record(names)[1])
                rules = (one for one in scene.rules if one.key != f"name:{name}")
                # What a reader puts together goes before what is together by a rule.
                first = GroupRule("name", name, names)
                return replace(scene, rules=(first, *rules), complaints=complaints)
            case OpenGroup(group):
                rules = (one for one in scene.rules if group not in {"", one.key})
                return replace(scene, rules=tuple(rules))

    def _expanded(self, scene: Scene, step: Expand, most: int) -> Scene:
        thing = str(THINGS[step.thing])
        if thing not in scene.things:
            told = gettext(
                "'{thing}' is not in the picture, so it was not expanded.", thing=step.thing
            )
            return replace(scene, complaints=(*scene.complaints, told))
        scope = step.relation, step.kind
        asked = {str(THINGS[name]) for name in step.chosen}
        inside = self._surroundings.within(thing, [scope])
        wanted = inside & asked if step.chosen else inside - scene.hidden
        room = _room(scene, most, picked=bool(step.chosen))
        new = self._surroundings.ranked(thing, wanted - {*scene.things})[:room]
        scopes = (*(one for one in scene.scopes.get(thing, ()) if one != scope), scope)
        return replace(
            scene,
            things=(*scene.things, *new),
            parents={**scene.parents, **dict.fromkeys(new, thing)},
            scopes={**scene.scopes, thing: scopes},
            hidden=scene.hidden - {*new},
        )

    def _added(self, scene: Scene, names: Sequence[str], most: int) -> Scene:
        known, complaints = self._on_record(names)
        new = [one for one in known if one not in scene.things]
        kept = new[: _room(scene, most, picked=True)]
        cut = Counter(scene.cut) + Counter(self._names[one].family for one in new[len(kept) :])
        return replace(
            scene,
            things=(*scene.things, *kept),
            hidden=scene.hidden - {*kept},
            cut=dict(cut),
            complaints=(*scene.complaints, *complaints),
        )

    def _without(self, scene: Scene, gone: set[str], hidden: set[str]) -> Scene:
        return replace(
            scene,
            things=tuple(one for one in scene.things if one not in gone),
            scopes={one: scopes for one, scopes in scene.scopes.items() if one not in gone},
            hidden=scene.hidden | hidden,
        )

    def _collapsed(self, scene: Scene, thing: str) -> Scene:
        gone = {thing}
        while True:
            more = {one for one, parent in scene.parents.items() if parent in gone} - gone
            if not more:
                break
            gone |= more
        scene = self._without(scene, gone - {thing}, hidden=set())
        scopes = {one: asked for one, asked in scene.scopes.items() if one != thing}
        return replace(scene, scopes=scopes)

    def _on_record(self, names: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The addresses of the things that the graph has, and a sentence for each other one."""
        known = tuple(str(THINGS[name]) for name in names if self._names.find(name))
        told = (
            gettext("'{name}' is not on record here.", name=name)
            for name in names
            if not self._names.find(name)
        )
        return known, tuple(told)


def _room(scene: Scene, most: int, *, picked: bool) -> int:
    """How many more things may come; what a reader picks by name may go over the limit a little."""
    return max(0, round(most * LEEWAY if picked else most) - len(scene.things))
