"""The channel plan as matrices: every row once, cadences in their months, holes found."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from abmtui.formats import Formats
from abmtui.plan.cadences import months_said
from abmtui.plan.channel_matrix import BEFORE, LATER, UNDATED, channel_matrix, channel_months, first_day_in, holes, slots_of
from abmtui.plan.model import EMPTY, ChannelRow, Plan, Stakeholder
from abmtui.report import view_channels
from abmtui.report.text import as_text

TODAY = dt.date(2026, 11, 22)
NOVEMBER = 2026 * 12 + 10


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    """Plans whose rows are for people, words or nobody, at dates, cadences, words or no time."""
    people = tuple(
        Stakeholder(f"s-{number}", f"Person {number}", role=draw(st.sampled_from(["", "user", "economic buyer"])), left=draw(st.booleans()))
        for number in range(draw(st.integers(0, 4)))
    )
    audience = st.sampled_from([*(one.id for one in people), "Person 1", "person 2", "Engineers", "engineers ", "", "s-unknown"])
    when = st.one_of(st.none(), st.dates(dt.date(2025, 1, 1), dt.date(2029, 1, 1)), st.sampled_from(["", "monthly", "Q1", "every 2 years", "soon", "dec"]))
    rows = draw(
        st.lists(
            st.builds(
                ChannelRow,
                audience=audience,
                channel=st.sampled_from(["", "Webinar", "webinar", "email"]),
                when=when,
                status=st.sampled_from(["", "planned", "done"]),
            ),
            max_size=12,
        )
    )
    return Plan(stakeholders=people, channels=tuple(replace(row, id=f"c-{number}") for number, row in enumerate(rows)))


@given(plans())
def test_every_row_stands_once_in_each_arrangement(plan: Plan) -> None:
    """By channel each row has one cell, by month one line of its audience, and every cell has a heading."""
    ids = sorted(row.id for row in plan.channels)
    matrix = channel_matrix(plan)
    assert sorted(row.id for rows in matrix.cells.values() for row in rows) == ids
    assert {place for place, _ in matrix.cells} <= {one.key for one in matrix.audiences}
    assert {place for _, place in matrix.cells} <= {one.key for one in matrix.channels}
    assert [one.rows for one in matrix.channels if one.key] == sorted((one.rows for one in matrix.channels if one.key), reverse=True)
    months = channel_months(plan, TODAY)
    lines = [{row.id for row in lane.slots.values()} for lanes in months.lanes.values() for lane in lanes]
    assert sorted(row for line in lines for row in line) == ids
    keys = Counter(one.key for one in months.audiences)
    assert set(keys.values()) <= {1}
    assert set(view_channels.used_slots(months)) >= {slot for lanes in months.lanes.values() for lane in lanes for slot in lane.slots}


@pytest.mark.parametrize(
    ("when", "slots"),
    [
        (None, (UNDATED,)),
        ("", (UNDATED,)),
        ("when they ask", (UNDATED,)),
        (dt.date(2026, 10, 31), (BEFORE,)),
        (dt.date(2026, 11, 1), (0,)),
        (dt.date(2027, 10, 31), (11,)),
        (dt.date(2027, 11, 1), (LATER,)),
        ("monthly", tuple(range(12))),
        ("every 2 weeks", tuple(range(12))),
        ("twice a day", tuple(range(12))),
        ("Quarterly", (2, 5, 8, 11)),
        ("4 times a year", (2, 5, 8, 11)),
        ("every other month", (0, 2, 4, 6, 8, 10)),
        ("twice a year", (2, 8)),
        ("yearly", (2,)),
        ("every 2 years", (LATER,)),
        ("Q1", (2, 3, 4)),
        ("q4", (BEFORE, 0, 1)),
        ("2028 Q1", (LATER,)),
        ("December", (1,)),
        ("Dec 2025", (BEFORE,)),
        ("2027-03", (4,)),
        ("2027-13", (UNDATED,)),
    ],
)
def test_a_time_in_words_stands_in_its_months(when: dt.date | str | None, slots: tuple[int, ...]) -> None:
    """From November 2026: a date, a cadence, a quarter and a month each stand where they come to."""
    assert slots_of(ChannelRow(when=when), TODAY) == slots


def test_a_cadence_that_is_over_comes_to_no_month() -> None:
    """A cadence that is done stands before this month alone; without a year a quarter that is over is next year's."""
    assert slots_of(ChannelRow(when="monthly", status="done"), TODAY) == (BEFORE,)
    said = months_said("q3", TODAY)
    assert said is not None
    assert said.months == tuple(2027 * 12 + month for month in (6, 7, 8))


def test_deciders_come_first_and_words_behind_people() -> None:
    """Deciders, then by influence, then words in the order of the file, who left and nobody at the end; unused preferred channels behind the used."""
    plan = Plan(
        stakeholders=(
            Stakeholder("s-low", "Low", influence=1),
            Stakeholder("s-gone", "Gone", left=True, preferred_channel="letter"),
            Stakeholder("s-away", "Away", left=True),
            Stakeholder("s-boss", "Boss", role="decision maker", preferred_channel="Site visit"),
        ),
        channels=(
            ChannelRow("c-1", audience="Engineers", channel="email"),
            ChannelRow("c-2", audience="Away", channel="webinar"),
            ChannelRow("c-3", audience="", channel="webinar"),
            ChannelRow("c-4", audience="Buyers"),
        ),
    )
    matrix = channel_matrix(plan)
    assert [one.key for one in matrix.audiences] == ["s-boss", "s-low", "engineers", "buyers", "s-away", ""]
    assert [(one.name, one.rows) for one in matrix.channels] == [("webinar", 2), ("email", 1), ("Site visit", 0), ("", 1)]


def test_a_hole_is_a_weighty_person_without_an_open_row() -> None:
    """Deciders and influencers without a row that is still open are holes; a row for the persona serves, who left is none."""
    boss = Stakeholder("s-1", "Boss", role="economic buyer", persona="Finance")
    plan = Plan(
        stakeholders=(
            Stakeholder("s-2", "User", role="user", influence=2),
            Stakeholder("s-3", "Loud", influence=4),
            Stakeholder("s-4", "Quiet", influence=3),
            Stakeholder("s-5", "Away", role="champion", left=True),
            Stakeholder("s-6", "Served", role="champion"),
            boss,
        ),
        channels=(ChannelRow("c-1", audience="s-6"), ChannelRow("c-2", audience="s-2", status="done"), ChannelRow("c-3", audience="")),
    )
    assert [one.id for one in holes(plan)] == ["s-1", "s-3", "s-2"]
    served = Plan(stakeholders=(boss,), channels=(ChannelRow("c-1", audience="finance"),))
    assert holes(served) == ()


def test_the_first_day_of_a_hole_is_a_working_day_to_come() -> None:
    """A hole of this month gets the next working day, one of another month its first."""
    assert first_day_in(0, TODAY) == dt.date(2026, 11, 23)
    assert first_day_in(0, dt.date(2026, 11, 20)) == dt.date(2026, 11, 23)
    assert first_day_in(3, TODAY) == dt.date(2027, 2, 1)
    assert first_day_in(6, TODAY) == dt.date(2027, 5, 3)


def test_the_report_says_holes_and_lays_out_both() -> None:
    """Holes first, then what and when by channel and by month, at most five columns a table."""
    plan = Plan(
        name="Neste",
        stakeholders=(
            Stakeholder("s-1", "Mika", role="economic buyer", preferred_channel="letter"),
            Stakeholder("s-2", "Anna", role="champion"),
            Stakeholder("s-3", "Left", left=True),
        ),
        channels=(
            ChannelRow("c-1", audience="s-2", channel="webinar", when=dt.date(2026, 12, 10), status="planned"),
            ChannelRow("c-2", audience="s-2", channel="webinar", when="monthly"),
            ChannelRow("c-3", audience="", when=None),
        ),
    )
    text = as_text(view_channels.blocks(plan, TODAY, Formats()))
    for words in (
        "Nothing is planned for Mika (economic buyer).",
        "10 Dec planned; monthly planned",
        "prefers",
        "nobody named",
        "no channel",
        "webinar; webinar 10 Dec",
        "Jan 2027",
        "No month",
    ):
        assert words in text
    assert "no channel row yet" in as_text(view_channels.blocks(EMPTY, TODAY, Formats()))
