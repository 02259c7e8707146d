"""What is found among the people of an account, each rule where it holds, where it does not, and at its border."""

from __future__ import annotations

import datetime as dt
import time
from typing import Any

import pytest

from abmtui.plan.findings import USUAL, findings
from abmtui.plan.findings_people import circles
from abmtui.plan.model import ChannelRow, Plan, Stakeholder

TODAY = dt.date(2026, 11, 22)


def person(row_id: str, **fields: Any) -> Stakeholder:
    """Return a person called by the last letter of the id."""
    return Stakeholder(id=row_id, **({"name": row_id[-1].upper(), "reached_by": "sales"} | fields))


def said(plan: Plan, about: str = "") -> list[tuple[str, str, str]]:
    """Return row, field and words of the findings in whose words `about` stands, the missing roles left aside."""
    found = findings(plan, TODAY)
    return [(one.row_id, one.field, one.what) for one in found if about in one.what and not one.what.startswith(("no economic", "no champion"))]


def test_one_person_who_is_reached_is_a_single_thread() -> None:
    """With two it is none; those who left and those whom nobody reaches do not count; without anybody there is no thread."""
    alone = person("s-a")
    assert said(Plan(stakeholders=(alone,))) == [("", "", "single thread: only A is reached")]
    assert said(Plan(stakeholders=(alone, person("s-b", reached_by="none"), person("s-c", left=True))), "thread") == [
        ("", "", "single thread: only A is reached")
    ]
    assert said(Plan(stakeholders=(alone, person("s-b", reached_by="marketing")))) == []
    assert said(Plan(stakeholders=(person("s-b", reached_by=""),))) == []
    assert said(Plan(stakeholders=(person("s-a", name=" "),))) == [("", "", "single thread: only one person is reached")]


def test_contact_through_one_of_ours_is_a_single_thread() -> None:
    """Only where everybody who is reached has that one contact: another contact, or one who is not named, ends it."""
    two = (person("s-a", our_contact="Aino"), person("s-b", our_contact="Aino"))
    assert said(Plan(stakeholders=two)) == [("", "", "single thread: all contact goes through Aino")]
    assert said(Plan(stakeholders=(*two, person("s-c", our_contact="Ben")))) == []
    assert said(Plan(stakeholders=(*two, person("s-c")))) == []
    assert said(Plan(stakeholders=(person("s-a"), person("s-b")))) == []


@pytest.mark.parametrize("reached", ["", "none", "marketing"])
def test_someone_with_influence_outside_sales_needs_a_row_of_marketing(reached: str) -> None:
    """Influence 3 is enough, 2 is not; a row of marketing to the person or the persona does, one of sales or a cancelled one does not."""
    others = (person("s-b"), person("s-c"))
    far = person("s-a", reached_by=reached, influence=3, persona="engineers")
    wanting = [("s-a", "reached_by", "outside the reach of sales, no row of marketing")]

    def plan(*rows: ChannelRow, who: Stakeholder = far) -> Plan:
        return Plan(stakeholders=(who, *others), channels=rows)

    assert said(plan(), "outside") == wanting
    assert said(plan(who=person("s-a", reached_by=reached, influence=2)), "outside") == []
    assert said(plan(who=person("s-a", reached_by=reached)), "outside") == []
    for row in (ChannelRow(audience="s-a", side="marketing"), ChannelRow(audience="engineers", side="joint"), ChannelRow(audience="s-a")):
        assert said(plan(row), "outside") == []
    for row in (ChannelRow(audience="s-a", side="sales"), ChannelRow(audience="s-a", status="cancelled"), ChannelRow(audience="s-b"), ChannelRow()):
        assert said(plan(row), "outside") == wanting


def test_whom_sales_reaches_needs_no_row_of_marketing() -> None:
    """Reached by sales or by both is within reach."""
    plan = Plan(stakeholders=(person("s-a", influence=5), person("s-b", reached_by="both", influence=5)))
    assert said(plan) == []


def test_a_circle_of_reports_is_told_once() -> None:
    """At its first person, with the way round; who only leads into it is not in it; it is a mistake of the file."""
    circle = (person("s-x", reports_to="s-a"), person("s-a", reports_to="s-b"), person("s-b", reports_to="s-c"), person("s-c", reports_to="s-a"))
    assert said(Plan(stakeholders=circle)) == [("s-a", "reports_to", "reports to a circle: A > B > C > A")]
    assert [one.mistake for one in findings(Plan(stakeholders=circle), TODAY) if one.field == "reports_to"] == [True]
    line = (person("s-a", reports_to="s-b"), person("s-b", reports_to="s-c"), person("s-c"))
    assert said(Plan(stakeholders=line)) == []
    assert said(Plan(stakeholders=(person("s-a", reports_to="s-z"), person("s-b"))), "circle") == []
    late = (person("s-x", reports_to="s-b"), person("s-a", reports_to="s-b"), person("s-b", reports_to="s-a"), person("s-d", reports_to="s-d"))
    assert said(Plan(stakeholders=late)) == [("s-a", "reports_to", "reports to a circle: A > B > A"), ("s-d", "reports_to", "reports to themselves")]
    # Every person passed anew for each of the others would take minutes.
    chain = tuple(person(f"s-{place}", reports_to=f"s-{place + 1}") for place in range(5000))
    began = time.perf_counter()
    assert list(circles(Plan(stakeholders=chain), TODAY, USUAL)) == []
    assert time.perf_counter() - began < 2


def test_nobody_reports_to_or_influences_himself() -> None:
    """To influence each other is no circle."""
    own = Plan(stakeholders=(person("s-a", reports_to="s-a", influences=("s-a", "s-b")), person("s-b")))
    assert said(own) == [("s-a", "influences", "influences themselves"), ("s-a", "reports_to", "reports to themselves")]
    assert said(Plan(stakeholders=(person("s-a", influences=("s-b",)), person("s-b", influences=("s-a",))))) == []


def test_what_is_to_be_done_names_nobody_who_left() -> None:
    """Reports, influences and open channel rows; what is done, and what the person who left says, are history."""
    gone = person("s-z", left=True, reports_to="s-a")
    people = (person("s-a", reports_to="s-z", influences=("s-b", "s-z")), person("s-b"), gone)
    plan = Plan(stakeholders=people, channels=(ChannelRow(id="c-a", audience="s-z"), ChannelRow(id="c-b", audience="s-z", status="done")))
    assert said(plan, "left") == [("s-a", "reports_to", "Z left"), ("s-a", "influences", "Z left"), ("c-a", "audience", "Z left")]
