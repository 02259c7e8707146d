"""Who reports to whom: trees in which every person of a plan stands exactly once, circles found and cut open."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from abmtui.plan.references import index_for

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from abmtui.plan.model import Plan, Stakeholder

Standing = Literal["top", "circle", "unknown", "alone"]
"""Why a person stands at the root: nobody above and somebody below; first of a circle; reports to somebody who is not in the plan; nobody above or below."""
ORDER: Final[tuple[Standing, ...]] = ("top", "circle", "unknown", "alone")


@dataclass(frozen=True, slots=True)
class Branch:
    """One person in a tree."""

    person: Stakeholder
    superior: Stakeholder | None
    """Whom the person reports to, in the plan; of the first of a circle too."""
    following: tuple[bool, ...] = ()
    """For each level below the root down to the person: whether a further one of the same superior stands below."""


@dataclass(frozen=True, slots=True)
class Tree:
    """One root and everybody below it, in the order they are read."""

    standing: Standing
    branches: tuple[Branch, ...]


@dataclass(frozen=True, slots=True)
class Hierarchy:
    """All people of a plan."""

    trees: tuple[Tree, ...]
    """By `ORDER`, then in the file's order."""
    circles: tuple[tuple[Stakeholder, ...], ...]
    """People who report to each other in a circle, each to the next and the last to the first."""

    def of(self, standing: Standing) -> tuple[Branch, ...]:
        """Return everybody below roots of one standing."""
        return tuple(branch for tree in self.trees if tree.standing == standing for branch in tree.branches)


def hierarchy(plan: Plan) -> Hierarchy:
    """Return the people of a plan below those they report to; a circle is cut above its first person in the file's order."""
    people = plan.stakeholders
    superiors = _superiors(plan)
    circles = _circles(superiors)
    heads = {circle[0] for circle in circles}
    below: dict[int, list[int]] = {}
    roots: list[tuple[Standing, int]] = []
    for place, above in enumerate(superiors):
        if above is None or place in heads:
            roots.append((_standing(plan, place, superiors, heads), place))
        else:
            below.setdefault(above, []).append(place)
    roots.sort(key=lambda root: (ORDER.index(root[0]), root[1]))
    trees = tuple(Tree(standing, _branches(root, below, people, superiors)) for standing, root in roots)
    return Hierarchy(trees, tuple(tuple(people[place] for place in circle) for circle in circles))


def influenced(plan: Plan, person: Stakeholder) -> tuple[str, ...]:
    """Return the names of those whom a person influences, raw; who is not in the plan stands as written."""
    names = {other.id: other.name or other.id for other in plan.stakeholders}
    return tuple(names.get(one, one) for one in person.influences)


def _superiors(plan: Plan) -> list[int | None]:
    """Return for each person the place of the one above, None where nobody of the plan is."""
    index = index_for(plan, "person")
    places: dict[str, int] = {}
    for place, person in enumerate(plan.stakeholders):
        places.setdefault(person.id, place)
    return [places.get(index.meant(person.reports_to)) if person.reports_to else None for person in plan.stakeholders]


def _circles(superiors: Sequence[int | None]) -> list[tuple[int, ...]]:
    """Return the circles, each begun with its first place; every place is walked over once."""
    walks: dict[int, int] = {}
    found: list[tuple[int, ...]] = []
    for start in range(len(superiors)):
        path: list[int] = []
        at: int | None = start
        while at is not None and at not in walks:
            walks[at] = start
            path.append(at)
            at = superiors[at]
        if at is not None and walks[at] == start:
            circle = path[path.index(at) :]
            first = circle.index(min(circle))
            found.append((*circle[first:], *circle[:first]))
    return found


def _standing(plan: Plan, place: int, superiors: Sequence[int | None], heads: set[int]) -> Standing:
    if place in heads:
        return "circle"
    if plan.stakeholders[place].reports_to:
        return "unknown"
    return "top" if place in superiors else "alone"


def _branches(root: int, below: Mapping[int, list[int]], people: Sequence[Stakeholder], superiors: Sequence[int | None]) -> tuple[Branch, ...]:
    """Return a root and all below it, depth first; without recursion, since a chain may be long."""
    found: list[Branch] = []
    waiting: list[tuple[int, tuple[bool, ...]]] = [(root, ())]
    while waiting:
        place, following = waiting.pop()
        above = superiors[place]
        found.append(Branch(people[place], None if above is None else people[above], following))
        under = below.get(place, [])
        waiting += [(one, (*following, one != under[-1])) for one in reversed(under)]
    return tuple(found)
