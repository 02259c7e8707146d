"""The review finds the accounts that need a look, in the order of need, and stays quiet after a person looked."""

from __future__ import annotations

import datetime as dt
from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from abmtui.review.plan_columns import plan_columns
from abmtui.review.queue import due_dates, health_of, quarter_start, queue_of, reasons_of

TODAY = dt.date(2026, 11, 22)
DATES = {"next_review", "reviewed", "snoozed_until", "high_flag_raised", "flag_raised", "latest_flag_raised", "goal_overdue", "last_touch"}


def table(*accounts: dict[str, Any]) -> pl.DataFrame:
    """Return a table of accounts; values and classes fall from 100 and A unless given."""
    rows = [{"value": 100.0 - place, "class": "A"} | account for place, account in enumerate(accounts)]
    names = {name for row in rows for name in row}
    schema = {name: pl.Date() for name in names & DATES}
    return pl.DataFrame(rows, schema_overrides=schema, infer_schema_length=None)


def reasons(*accounts: dict[str, Any]) -> list[tuple[int, str]]:
    """Return (row, reason) of every account in the queue."""
    queue = queue_of(table(*accounts), None, TODAY)
    return list(zip(queue.rows.to_list(), queue.reasons.to_list(), strict=True))


@pytest.mark.parametrize(
    ("account", "reason"),
    [
        ({"high_flags": 1, "open_flags": 1, "high_flag_raised": dt.date(2026, 11, 13)}, "high flag open 9 days"),
        ({"next_review": dt.date(2026, 10, 12)}, "review due 12 Oct 2026 (41 days ago)"),
        ({"next_review": TODAY}, "review due today"),
        ({"key_account": True}, "key account without plan"),
        ({"decider_unreached": True}, "decider unreached"),
        ({"key_person_left": True}, "key person left"),
        ({"change": -0.18}, "revenue -18% on the prior period"),
        ({"change": -0.15}, "revenue -15% on the prior period"),
        ({"goal_overdue": dt.date(2026, 9, 30)}, "goal overdue 30 Sep 2026"),
        ({"open_flags": 1, "flag_raised": dt.date(2026, 11, 1)}, "flag open 21 days"),
        ({"open_flags": 1}, "flag open"),
        ({"last_touch": TODAY - dt.timedelta(90)}, "no touch since 24 Aug 2026"),
        ({"class": "B", "last_touch": TODAY - dt.timedelta(180)}, "no touch since 26 May 2026"),
        ({"class": "C", "last_touch": TODAY - dt.timedelta(365)}, "no touch since 22 Nov 2025"),
        ({"class": None, "last_touch": TODAY - dt.timedelta(365)}, "no touch since 22 Nov 2025"),
        ({"class": "C", "key_account": True, "has_plan": True, "last_touch": TODAY - dt.timedelta(30)}, "no touch since 23 Oct 2026"),
        ({"has_plan": True}, "no touch known"),
        ({"class": "C", "key_account": True, "has_plan": True}, "no touch known"),
    ],
)
def test_each_ground_is_said_in_words(account: dict[str, Any], reason: str) -> None:
    """Each rule alone brings its account into the queue with its reason."""
    assert reasons(account) == [(0, reason)]


@pytest.mark.parametrize(
    "account",
    [
        {},
        {"change": -0.149},
        {"next_review": dt.date(2026, 11, 23)},
        {"key_account": True, "has_plan": True, "last_touch": TODAY - dt.timedelta(29)},
        {"has_plan": True, "last_touch": TODAY - dt.timedelta(89)},
        {"class": "B", "last_touch": TODAY - dt.timedelta(179)},
        {"class": "C", "last_touch": TODAY - dt.timedelta(364)},
        {"class": "B", "has_plan": True},
        {"class": "C", "has_plan": True},
        {"decider_unreached": True, "class": "B"},
        {"open_flags": 0, "high_flags": 0},
        {"next_review": dt.date(2026, 10, 12), "snoozed_until": dt.date(2026, 11, 23)},
    ],
)
def test_accounts_without_a_ground_are_quiet(account: dict[str, Any]) -> None:
    """What just misses a rule, or is snoozed until tomorrow, needs no look."""
    assert reasons(account) == []


def test_the_first_ground_orders_then_the_larger_value() -> None:
    """A high flag comes before an overdue review, and of two falls the larger account first."""
    found = reasons({"change": -0.5, "value": 5.0}, {"change": -0.2, "value": 50.0}, {"next_review": dt.date(2026, 1, 1)}, {"high_flags": 1, "open_flags": 1})
    assert [row for row, _ in found] == [3, 2, 1, 0]


def test_every_ground_has_its_place_and_one_of_them_has_two_names() -> None:
    """In the order of numbers.md; a decider nobody reaches and a key person who left weigh the same, and the larger account goes first."""
    grounds: list[dict[str, Any]] = [
        {"open_flags": 1},
        {"last_touch": dt.date(2026, 1, 1)},
        {"goal_overdue": dt.date(2026, 9, 30)},
        {"change": -0.5},
        {"decider_unreached": True, "value": 1.0},
        {"key_person_left": True, "value": 2.0},
        {"key_account": True},
        {"next_review": TODAY},
        {"high_flags": 1, "open_flags": 1},
    ]
    assert [row for row, _ in reasons(*grounds)] == [8, 7, 6, 5, 4, 3, 2, 1, 0]


def test_columns_of_the_source_that_only_share_a_name_say_nothing() -> None:
    """A source's own column `reviewed` in words, or a touch as a number, is no day; a class is read whichever way it is kept."""
    frame = pl.DataFrame({"value": [1.0], "class": ["A"], "reviewed": ["by Ann"], "last_touch": [3], "open_flags": [0]})
    assert queue_of(frame, None, TODAY).rows.len() == 0
    assert due_dates(frame).to_list() == [None]
    classes = pl.Series("class", ["B", "C"], dtype=pl.Enum(["A", "B", "C"]))
    assert queue_of(pl.DataFrame({"value": [2, 1]}).with_columns(classes), None, TODAY).quiet_classes == {"B": 1, "C": 1}


def test_the_days_are_the_config_s() -> None:
    """Other days than the usual ones, and a config that names only some classes."""
    frame = table({"last_touch": TODAY - dt.timedelta(10)}, {"last_touch": TODAY - dt.timedelta(10), "class": "B"})
    assert queue_of(frame, None, TODAY, {"A": 10, "C": 11}).rows.to_list() == [0]


def test_the_quiet_ones_are_listed_the_largest_first() -> None:
    """Neither those that need a look nor those reviewed in the quarter are among them."""
    queue = queue_of(table({"change": -0.9}, {"value": 1.0}, {"reviewed": dt.date(2026, 10, 1)}, {"value": 2.0}, {"value": None}), None, TODAY)
    assert queue.quiet_rows.to_list() == [3, 1, 4]


def test_all_grounds_are_told() -> None:
    """An account with two grounds says both, the weightier first."""
    assert reasons({"change": -0.2, "next_review": dt.date(2026, 10, 12)}) == [(0, "review due 12 Oct 2026 (41 days ago); revenue -20% on the prior period")]


def test_a_review_silences_until_the_next_is_due() -> None:
    """A reviewed A account is quiet for 90 days and due on the ninetieth."""
    fall = {"change": -0.5}
    assert reasons({"reviewed": TODAY - dt.timedelta(days=89)} | fall) == []
    assert reasons({"reviewed": TODAY - dt.timedelta(days=90)} | fall)[0][1].startswith("review due today")


def test_a_flag_raised_after_the_review_breaks_the_silence() -> None:
    """What came up since a person looked is shown again."""
    account = {"reviewed": dt.date(2026, 11, 20), "open_flags": 1, "flag_raised": dt.date(2026, 11, 21), "latest_flag_raised": dt.date(2026, 11, 21)}
    assert reasons(account) == [(0, "flag open 1 day")]


def test_a_date_set_by_a_person_counts_until_the_review_behind_it() -> None:
    """The plan's date wins while it lies after the last review; after it the class's cadence counts."""
    frame = table(
        {"next_review": dt.date(2026, 12, 24), "reviewed": dt.date(2026, 11, 1)},
        {"next_review": dt.date(2026, 10, 1), "reviewed": dt.date(2026, 11, 1), "class": "B"},
        {"reviewed": dt.date(2026, 11, 1), "key_account": True},
        {},
        {"reviewed": dt.date(9999, 12, 30)},
    )
    assert due_dates(frame).to_list() == [dt.date(2026, 12, 24), dt.date(2027, 4, 30), dt.date(2026, 12, 1), None, dt.date.max]


def test_done_and_quiet_are_counted_by_quarter_and_class() -> None:
    """Accounts reviewed since the quarter began are done; the rest that needs nothing is quiet, by class."""
    queue = queue_of(
        table({"reviewed": dt.date(2026, 10, 1)}, {"reviewed": dt.date(2026, 9, 30)}, {"class": "C"}, {"class": None}, {"change": -0.9}), None, TODAY
    )
    assert (queue.scope, queue.done, queue.quiet, queue.rows.to_list()) == (5, 1, 3, [4])
    assert queue.quiet_classes == {"A": 1, "C": 1, "-": 1}


def test_whom_a_person_put_off_is_not_among_the_quiet() -> None:
    """Nobody looked at it, so the stroke over the quiet ones must not reach it; one reviewed in the quarter is done all the same."""
    until = {"snoozed_until": TODAY + dt.timedelta(1), "high_flags": 1, "open_flags": 1}
    queue = queue_of(table(until, until | {"reviewed": dt.date(2026, 10, 1)}, {"snoozed_until": TODAY}), None, TODAY)
    assert (queue.put_off, queue.done, queue.quiet, queue.rows.len()) == (1, 1, 1, 0)
    assert queue.quiet_rows.to_list() == [2]


def test_a_scope_leaves_the_others_out() -> None:
    """Only accounts of the scope are looked through, and rows stay those of the whole table."""
    queue = queue_of(table({"change": -0.5}, {"change": -0.5}, {}), pl.Series([False, True, True]), TODAY)
    assert (queue.rows.to_list(), queue.scope) == ([1], 2)


def test_health_is_the_worst_word_with_its_reason_and_no_review_silences_it() -> None:
    """Health names only the reasons of its own word."""
    frame = table({"reviewed": TODAY, "decider_unreached": True, "goal_overdue": dt.date(2026, 9, 30)}, {"goal_overdue": dt.date(2026, 9, 30)}, {})
    assert [health_of(frame, row, TODAY) for row in range(3)] == [("at risk", "decider unreached"), ("watch", "goal overdue 30 Sep 2026"), ("good", "")]
    assert reasons_of(frame, 0, TODAY) == ""
    assert reasons_of(frame, 1, TODAY) == "goal overdue 30 Sep 2026"


def test_quarters_begin_in_january_april_july_and_october() -> None:
    """Every month belongs to its quarter."""
    assert [quarter_start(dt.date(2026, month, 28)).month for month in range(1, 13)] == [1, 1, 1, 4, 4, 4, 7, 7, 7, 10, 10, 10]


@given(
    st.lists(
        st.fixed_dictionaries(
            {}, optional={"change": st.floats(-1, 1), "open_flags": st.integers(0, 3), "decider_unreached": st.booleans(), "snoozed_until": st.dates()}
        ),
        min_size=1,
        max_size=12,
    )
)
def test_every_account_is_in_exactly_one_part(accounts: list[dict[str, Any]]) -> None:
    """Needing, done and quiet accounts add up to the scope, and no account is asked for twice."""
    queue = queue_of(table(*accounts), None, TODAY)
    assert queue.rows.len() + queue.done + queue.quiet + queue.put_off == queue.scope == len(accounts)
    assert queue.rows.n_unique() == queue.rows.len()


def rows_of(*rows: dict[str, Any], **types: Any) -> pl.DataFrame:
    """Return a frame of plan rows."""
    return pl.DataFrame(rows, schema={"account_id": pl.String(), **types})


def test_plans_become_one_row_an_account() -> None:
    """Open flags are counted, the oldest high one dated; deciders reached by nobody, missed goals and the last touch (none to come) are seen."""
    plans = pl.DataFrame({"id": ["a", "b"], "name": ["A", "B"], "own": [True, False]})
    flags = rows_of(
        {"account_id": "a", "status": "open", "severity": "high", "raised": dt.date(2026, 11, 1)},
        {"account_id": "a", "status": "mitigating", "severity": "low", "raised": dt.date(2026, 10, 1)},
        {"account_id": "a", "status": "resolved", "severity": "high", "raised": dt.date(2026, 1, 1)},
        status=pl.String(), severity=pl.String(), raised=pl.Date(),
    )  # fmt: skip
    people = rows_of(
        {"account_id": "a", "role": "economic buyer", "reached_by": "none", "left": False, "last_touch": dt.date(2026, 11, 2)},
        {"account_id": "b", "role": "decision maker", "reached_by": "sales", "left": False},
        {"account_id": "b", "role": "champion", "reached_by": "sales", "left": True},
        role=pl.String(), reached_by=pl.String(), left=pl.Boolean(), last_touch=pl.Date(),
    )  # fmt: skip
    goals = rows_of(
        {"account_id": "b", "due": dt.date(2026, 9, 30), "status": "open"},
        {"account_id": "b", "due": dt.date(2026, 9, 1), "status": "reached"},
        due=pl.Date(), status=pl.String(),
    )  # fmt: skip
    touches = rows_of(
        {"account_id": "a", "date": dt.date(2026, 11, 1)},
        {"account_id": "b", "date": dt.date(2027, 1, 1)},
        date=pl.Date(),
    )  # fmt: skip
    frames = {"flags": flags, "stakeholders": people, "goals": goals, "touches": touches}
    first, second = plan_columns(plans, frames, TODAY).sort("id").iter_rows(named=True)
    assert (first["open_flags"], first["high_flags"], first["high_flag_raised"], first["flag_raised"]) == (2, 1, dt.date(2026, 11, 1), dt.date(2026, 10, 1))
    assert (first["decider_unreached"], first["key_person_left"], first["goal_overdue"]) == (True, False, None)
    assert (first["has_plan"], second["has_plan"]) == (True, False)
    assert (second["open_flags"], second["decider_unreached"], second["key_person_left"], second["goal_overdue"]) == (0, False, True, dt.date(2026, 9, 30))
    assert (first["last_touch"], second["last_touch"]) == (dt.date(2026, 11, 2), None)
