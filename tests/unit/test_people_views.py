"""People beyond the list: who reports to whom, power and interest, who of ours is in contact."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from abmtui.formats import Formats
from abmtui.plan.hierarchy import hierarchy, influenced
from abmtui.plan.model import EMPTY, Plan, Stakeholder, Touch
from abmtui.plan.power_grid import QUARTERS, power_grid, quarter_of
from abmtui.plan.team_view import Contact, team_view
from abmtui.report import view_people_power, view_people_team, view_people_tree
from abmtui.report.text import as_text

TODAY = dt.date(2026, 11, 22)


def person(row_id: str, above: str = "", **fields: Any) -> Stakeholder:
    """Return a person called by the id in capitals."""
    return replace(Stakeholder(row_id, row_id.upper(), reports_to=above), **fields)


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    """Plans whose people report to any of them, to themselves, to nobody or to somebody unknown."""
    count = draw(st.integers(0, 12))
    ids = [f"s-{number}" for number in range(count)]
    above = st.sampled_from([*ids, "", "gone", "S-1"])
    score = st.sampled_from([None, 0, 1, 2, 3, 4, 5, 9])
    people = (Stakeholder(one, one.upper(), reports_to=draw(above), influence=draw(score), interest=draw(score), left=draw(st.booleans())) for one in ids)
    return Plan(stakeholders=tuple(people))


@given(plans())
def test_everybody_stands_exactly_once(plan: Plan) -> None:
    """In the tree, whatever the circles, and in the grid, whatever the scores, each person stands once."""
    found = hierarchy(plan)
    names = sorted(branch.person.id for tree in found.trees for branch in tree.branches)
    assert names == sorted(one.id for one in plan.stakeholders)
    grid = power_grid(plan)
    everybody = [one.id for people in (*grid.cells.values(), grid.unscored, grid.left) for one in people]
    assert sorted(everybody) == names
    quarters = [one.id for name in QUARTERS.values() for one in grid.quarter(name)]
    assert sorted(quarters) == sorted(one.id for people in grid.cells.values() for one in people)


@given(plans())
def test_a_circle_is_found_and_only_a_circle(plan: Plan) -> None:
    """Who comes back to themselves by going up stands in a circle, and nobody else does."""

    def comes_back(one: Stakeholder) -> bool:
        by_id = {other.id: other for other in plan.stakeholders} | {other.name: other for other in plan.stakeholders}
        at = one
        for _ in plan.stakeholders:
            if at.reports_to not in by_id:
                return False
            at = by_id[at.reports_to]
            if at is one:
                return True
        return False

    circles = hierarchy(plan).circles
    assert sorted(one.id for circle in circles for one in circle) == sorted(one.id for one in plan.stakeholders if comes_back(one))
    for circle in circles:
        assert all(below.reports_to in {above.id, above.name} for below, above in zip(circle, (*circle[1:], circle[0]), strict=True))


def test_trees_are_drawn_with_their_reasons() -> None:
    """Roots stand by why they are roots; a circle is cut above its first person; who is not in the plan is said, and who left."""
    plan = Plan(
        name="Neste",
        stakeholders=(
            person("a", "b", influences=("c", "x")),
            person("b", "a"),
            person("c", role="economic buyer", left=True),
            person("d", "c", reached_by="marketing"),
            person("e", "c", reached_by="sales"),
            person("f", "gone"),
            person("g"),
            person("h", "h"),
        ),
    )
    found = hierarchy(plan)
    assert [(tree.standing, [branch.person.id for branch in tree.branches]) for tree in found.trees] == [
        ("top", ["c", "d", "e"]),
        ("circle", ["a", "b"]),
        ("circle", ["h"]),
        ("unknown", ["f"]),
        ("alone", ["g"]),
    ]
    assert influenced(plan, plan.stakeholders[0]) == ("C", "x")
    text = as_text(view_people_tree.blocks(plan, TODAY, Formats()))
    for words in (
        "A circle: A reports to B, who reports to A.",
        "H reports to nobody but themselves.",
        'F reports to "gone", who is not in this plan.',
        "D reports to C, who left.",
        "Reached by nobody: A, B, F, G, H.",
        "Outside the reach of sales, reached by marketing alone: D.",
        "C (left)",
        "├ D",
        "└ E",
        "→ C, x",
    ):
        assert words in text
    assert view_people_tree.superior_note(found.trees[1].branches[0]) == "reports to B: a circle"
    assert view_people_tree.superior_note(found.trees[0].branches[1]) == "the superior left"
    assert view_people_tree.superior_note(found.trees[1].branches[1]) == ""


def test_a_long_chain_says_its_level() -> None:
    """A chain of many levels is no recursion, and below the eighth level the number stands for the lines."""
    plan = Plan(stakeholders=tuple(person(f"p{number}", f"p{number - 1}" if number else "") for number in range(2000)))
    branches = hierarchy(plan).trees[0].branches
    assert len(branches) == 2000
    assert view_people_tree.stem(branches[2].following) == "  └ "
    assert view_people_tree.stem(branches[1999].following) == "1999 └ "


def test_the_quarters_are_named_as_the_field_does() -> None:
    """Four and five are high, three is not; who left has no power here; a score off the scale is none."""
    assert [quarter_of(*place) for place in ((4, 4), (5, 3), (3, 5), (3, 3))] == ["manage closely", "keep satisfied", "keep informed", "monitor"]
    plan = Plan(
        name="Neste",
        stakeholders=(
            person("a", influence=5, interest=4, support="mentor"),
            person("b", influence=4, interest=5, support="enemy"),
            person("c", influence=9, interest=1),
            person("d", interest=2),
            person("e", influence=5, interest=5, left=True),
        ),
    )
    grid = power_grid(plan)
    assert [one.id for one in grid.quarter("manage closely")] == ["a", "b"]
    assert ([one.id for one in grid.unscored], [one.id for one in grid.left]) == (["c", "d"], ["e"])
    assert [view_people_power.missing_score(one) for one in plan.stakeholders] == ["", "", "influence", "influence", ""]
    text = as_text(view_people_power.blocks(plan, TODAY, Formats()))
    assert "++ A" in text
    assert "-- B" in text
    assert "Not scored: 2" in text
    assert "nobody yet" in as_text(view_people_power.blocks(EMPTY, TODAY, Formats()))


def test_ours_beside_theirs() -> None:
    """The contact counts with the newest touch of both; who has nobody and who of ours meets nobody is said."""
    plan = Plan(
        name="Neste",
        owner="Aino K",
        marketer="Joonas P",
        our_team=("Anna Salo: product manager", "aino k: lead", " : nobody"),
        stakeholders=(
            person("x", our_contact="Joonas P", left=True),
            person("a", our_contact="AINO K", last_touch=dt.date(2026, 8, 1)),
            person("b"),
            person("c"),
        ),
        touches=(
            Touch("t1", date=dt.date(2026, 9, 1), who=("a", "b", "stranger"), our_contact="Aino K"),
            Touch("t2", date=dt.date(2026, 7, 1), who=("a",), our_contact="Aino K"),
            Touch("t3", who=("b",), our_contact="Anna Salo"),
            Touch("t4", date=TODAY, who=("c",)),
        ),
    )
    view = team_view(plan)
    assert [(one.name, one.role) for one in view.members] == [
        ("Aino K", "key account manager"),
        ("Joonas P", "key account marketer"),
        ("Anna Salo", "product manager"),
    ]
    assert [one.id for one in view.people] == ["a", "b", "c", "x"]
    assert view.contacts["a", "aino k"] == Contact(named=True, last=dt.date(2026, 9, 1), touches=2)
    assert view.contacts["b", "anna salo"] == Contact(named=False, last=None, touches=1)
    assert ("stranger", "aino k") not in view.contacts
    assert [one.id for one in view.without_us] == ["c"]
    assert [one.name for one in view.without_contact] == ["Joonas P"]
    text = as_text(view_people_team.blocks(plan, TODAY, Formats()))
    for words in ("1 person without any of ours: C.", "Of ours without a contact: Joonas P.", "contact 1 Sep", "undated", "contact never"):
        assert words in text


def test_a_team_view_with_nothing_to_show_says_so() -> None:
    """Without people, or without anybody of ours, a sentence stands in place of the table; where all is well too."""
    assert "nobody yet" in as_text(view_people_team.blocks(EMPTY, TODAY, Formats()))
    alone = Plan(stakeholders=(person("a"),))
    assert "Nobody of ours is named" in as_text(view_people_team.blocks(alone, TODAY, Formats()))
    good = Plan(owner="Aino", stakeholders=(person("a", our_contact="Aino"),))
    assert "Everybody has a contact of ours" in as_text(view_people_team.blocks(good, TODAY, Formats()))
    assert "nobody yet" in as_text(view_people_tree.blocks(EMPTY, TODAY, Formats()))
