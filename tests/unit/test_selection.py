"""The worksheet of the choice of key accounts, and the columns of scores beside an account's revenue."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import polars as pl
import pytest

from abmtui.config import Config
from abmtui.formats import Formats
from abmtui.plan.model import Goal, Note, Offering, Plan, RedFlag, Score, Stakeholder, Touch
from abmtui.portfolio.model import Portfolio
from abmtui.review.candidates import choice_of
from abmtui.review.score_columns import COLUMNS
from abmtui.review.scored import scored
from abmtui.review.selection import Total, outside_in_lines, total_of, unused, worksheet
from abmtui.review.standing import Standing
from abmtui.workspace.measured import Measuring, View
from abmtui.workspace.review_rules import rules_of

TODAY = dt.date(2026, 11, 22)
SCHEMA: dict[str, Any] = {"account_id": pl.String, "criterion": pl.String, "score": pl.Int8, "source": pl.String, "date": pl.Date, "due": pl.Date}
REVENUE = (1000.0, 620.0, 400.0, 260.0, 170.0, 110.0, 80.0, 60.0, 45.0, 35.0)
Row = tuple[str, str, int | None, str, dt.date | None, None]


def row(account: str, criterion: str, score: int | None, source: str = "asked", day: dt.date | None = TODAY) -> Row:
    """Return one row of scores."""
    return (account, criterion, score, source, day, None)


def standing(*rows: Row, plans: dict[str, list[Any]] | None = None, accounts: dict[str, list[Any]] | None = None, **portfolio: Any) -> Standing:
    """Return the further columns of ten customers, with scores, plans and further columns of the source."""
    count = len(REVENUE)
    table = {"id": [str(number) for number in range(count)], "name": [f"Account {number}" for number in range(count)], "kind": ["customer"] * count}
    whole = pl.DataFrame(table | {"revenue": list(REVENUE)} | (accounts or {}))
    measuring = Measuring(Portfolio(accounts=whole, **portfolio), rules_of(Config()), today=lambda: TODAY)
    if plans is not None:
        measuring.with_plans(pl.DataFrame(plans), {"scores": pl.DataFrame(rows, schema=SCHEMA, orient="row")})
    return measuring.measured(View()).review


def by_id(made: Standing, name: str) -> dict[str, Any]:
    """Return the values of a column that are not null, by account."""
    pairs = zip(made.ground.table["id"], made.column(name), strict=True)
    return {account: value for account, value in pairs if value is not None}


def test_every_column_of_scores_has_one_value_an_account_and_is_empty_without_plans() -> None:
    """No plans, plans without scores: nothing is 0."""
    for made in (standing(), standing(plans={"id": ["3"], "has_plan": [True]})):
        for column in COLUMNS:
            values = made.column(column.name)
            assert (values.name, len(values)) == (column.name, 10)
            assert column.name in {"intelligence", "deciders", "influencers"} or values.null_count() == 10


def test_scores_stand_at_their_accounts_with_rank_coverage_and_marks() -> None:
    """Outside-in and selection apart; stale and guessed ones of both together; an account of another table is counted."""
    made = standing(
        row("4", "trust", 5),
        row("4", "stakes", 4, "guessed"),
        row("4", "margin", 2, day=dt.date(2024, 1, 1)),
        row("2", "trust", 3),
        row("7", "margin", 4),
        row("elsewhere", "trust", 5),
        plans={"id": ["4", "2", "7"]},
    )
    assert by_id(made, "outside_in") == {"2": 3.0, "4": 4.5}
    assert by_id(made, "outside_in_coverage") == {"2": pytest.approx(0.1), "4": pytest.approx(0.2)}
    assert by_id(made, "outside_in_rank") == {"4": 1, "2": 2}
    assert by_id(made, "selection_score") == {"4": 2.0, "7": 4.0}
    assert by_id(made, "selection_coverage") == {"4": pytest.approx(0.15), "7": pytest.approx(0.15)}
    assert by_id(made, "selection_rank") == {"7": 1, "4": 2}
    assert by_id(made, "scores_stale") == {"2": 0, "4": 1, "7": 0}
    assert by_id(made, "scores_guessed") == {"2": 0, "4": 1, "7": 0}
    assert scored(made).elsewhere == 1
    assert scored(made) is scored(made)


def ten_criteria(account: str, score: int) -> list[Row]:
    """Return half of the outside-in criteria, all with one score."""
    return [row(account, name, score) for name in ("trust", "stakes", "needs", "role of technology", "drive to innovate")]


def test_a_hidden_gem_stands_beside_its_rank_by_revenue() -> None:
    """The smallest account with the best score, the largest with the lowest: whatever class a plan gives them."""
    rows = [*ten_criteria("9", 5), *ten_criteria("5", 4), *ten_criteria("4", 3), *ten_criteria("3", 3), *ten_criteria("0", 1)]
    plain = standing(*rows, plans={"id": ["9"]})
    assert by_id(plain, "gem") == {"9": "hidden gem", "0": "reverse"}
    assert scored(plain).gems.largest == 4  # 1000 + 620 + 400 + 260 make 80% of 2,780
    changed = standing(*rows, plans={"id": ["9", "0"], "abc_class": ["A", "C"]})
    assert by_id(changed, "gem") == {"9": "hidden gem", "0": "reverse"}


def test_the_outside_in_score_never_uses_revenue() -> None:
    """Whatever the accounts buy, score, coverage and rank stay."""
    rows = [row("1", "trust", 4), row("2", "trust", 2), row("2", "needs", 5)]
    one, other = standing(*rows, plans={"id": ["1"]}), standing(*rows, plans={"id": ["1"]}, accounts={"revenue": list(reversed(REVENUE))})
    for name in ("outside_in", "outside_in_coverage", "outside_in_rank"):
        assert by_id(one, name) == by_id(other, name)


PLAN_SCORES = (
    Score(id="k-aaaaaa", criterion="margin", score=2, evidence="as billed", source="observed", date=dt.date(2025, 1, 1)),
    Score(id="k-bbbbbb", criterion="Margin", score=4, evidence="after the price rise", source="guessed", date=dt.date(2026, 11, 1), due=dt.date(2026, 11, 20)),
    Score(id="k-cccccc", criterion="trust", score=5, source="asked", date=TODAY),
    Score(id="k-dddddd", criterion="likes us", score=5),
    Score(id="k-eeeeee", criterion="account history", score=5, date=dt.date(2027, 1, 1)),
)


def test_the_worksheet_has_every_criterion_of_the_config_with_the_score_that_counts() -> None:
    """The later margin with its row, evidence, source and dates, stale since its own date; the others are not scored."""
    lines = worksheet(standing(), 0, PLAN_SCORES)
    assert [line.criterion for line in lines] == list(Config().selection)
    margin = next(line for line in lines if line.criterion == "margin")
    assert (margin.weight, margin.score, margin.evidence, margin.source) == (15.0, 4, "after the price rise", "guessed")
    assert (margin.date, margin.due, margin.stale, margin.guessed, margin.row_id) == (dt.date(2026, 11, 1), dt.date(2026, 11, 20), True, True, "k-bbbbbb")
    assert [line.score for line in lines if line is not margin] == [None] * 6
    assert total_of(lines) == Total(4.0, 0.15, 1, 1)
    assert unused(standing(), PLAN_SCORES) == (
        '"likes us" is none of the criteria of the config',
        "account history: dated 2027-01-01, which is still to come",
    )


def test_the_total_of_a_worksheet_is_the_column_s_score() -> None:
    """One account alone and all at once follow one rule; criteria without weight are no lines; without any there is no total."""
    rows = [row("3", "margin", 2), row("3", "profitability", 5), row("3", "revenue history", 3)]
    made = standing(*rows, plans={"id": ["3"]})
    total = total_of(worksheet(made, 3, [Score(criterion=name, score=score, source=source, date=day) for _, name, score, source, day, _ in rows]))
    assert (total.score, total.coverage) == (made.column("selection_score")[3], made.column("selection_coverage")[3])
    weightless = replace(made.ground.rules, selection=dict.fromkeys(made.ground.rules.selection, 0.0))
    assert worksheet(Standing(replace(made.ground, rules=weightless)), 3, ()) == ()
    assert total_of(()) == Total(None, 0.0, 0, 0)


def says(criterion: str, made: Standing, plan: Plan | None = None) -> str:
    """Return what the data says beside a criterion of account 0."""
    lines = (*worksheet(made, 0, (), plan or Plan(), Formats()), *outside_in_lines(made, 0, (), plan or Plan()))
    return next(line.data_says for line in lines if line.criterion == criterion)


def test_revenue_history_is_told_by_year_with_its_change() -> None:
    """Five years at most, the running year of dated data left out; a single year has no change, no periods say nothing."""
    days = [dt.date(year, 12, 31) for year in (2023, 2024, 2025)]
    periods = pl.DataFrame(
        {"account": [0, 0, 0, 1], "date": [*days, days[0]], "revenue": [1500.0, 1200.0, 1000.0, 9.0]}, schema_overrides={"account": pl.UInt32}
    )
    made = standing(periods=periods, grain="year")
    assert says("revenue history", made) == "2023 1,500, 2024 1,200, 2025 1,000; -33% since 2023"
    one = pl.DataFrame({"account": [0, 0], "date": [dt.date(2025, 3, 1), dt.date(2026, 3, 1)], "revenue": [5.0, 7.0]}, schema_overrides={"account": pl.UInt32})
    assert says("revenue history", standing(periods=one, grain="day")) == "2025 5"
    assert says("revenue history", standing()) == ""


def test_margin_and_profit_stand_with_their_ranks_among_the_customers() -> None:
    """Without a margin there is nothing to say; ranks count those above."""
    made = standing(accounts={"margin": [100.0, 310.0, *[None] * 8], "cost_to_serve": [40.0] * 10})
    assert says("margin", made) == "margin 10.0%, rank 2 of 2"
    assert says("profitability", made) == "customer profit 60, rank 2 of 2"
    bare = standing()
    assert (says("margin", bare), says("profitability", bare)) == ("", "")


def test_what_source_and_plan_know_stands_beside_the_criteria_that_are_judged() -> None:
    """Tenure, contract, satisfaction, flags, goals, wallet, needs, offerings, stakes and trust; nothing known is nothing said."""
    plan = Plan(
        contract_end=dt.date(2027, 6, 30),
        satisfaction=3,
        satisfaction_date=dt.date(2026, 5, 20),
        pain_points=("customs",),
        flags=(RedFlag(type="business goes elsewhere", status="open"),),
        goals=(Goal(name="Fewer stops", whose="mutual"), Goal(name="Old", whose="mutual", status="dropped")),
        notes=(Note(),),
        touches=(Touch(), Touch()),
        offerings=(Offering(name="Parts", current=5.0), Offering(name="Service")),
        stakeholders=(Stakeholder(relationship="vendor", personal_stake="career"), Stakeholder(relationship="trusted advisor", left=True)),
    )
    source: dict[str, list[Any]] = {
        "since": [dt.date(1996, 11, 22), *[None] * 9],
        "last_order": [dt.date(2026, 11, 1)] * 10,
        "share_of_wallet": [40.0] * 10,
        "needs": [4.0] * 10,
    }
    made = standing(accounts=source)
    told = {name: says(name, made, plan) for name in (*Config().selection, *Config().outside_in)}
    assert told["account history"] == "customer since 22 Nov 1996 (30 years); last order 1 Nov; 1 note; 2 touches"
    assert told["viability of the relationship"] == "contract ends 30 Jun 2027; satisfaction 3 of 5 (20 May); 1 open flag; a key person left"
    assert told["what both have in common"] == told["desire to co-create"] == "1 mutual goal: Fewer stops"
    assert told["uniqueness of the service"] == "share of wallet 40%; flag: business goes elsewhere"
    assert told["needs"] == "needs 4 of 5 (1 homogeneous); 1 pain point"
    assert told["range of requirements"] == "2 offerings, 1 bought now"
    assert told["stakes"] == "1 person with a personal stake"
    assert told["trust"] == "we are vendor to 1; satisfaction 3 of 5 (20 May)"
    assert told["drive to innovate"] == ""
    assert {says(name, standing()) for name in (*Config().selection, *Config().outside_in)} == {""}


def test_nothing_beside_an_outside_in_criterion_comes_from_revenue() -> None:
    """Other revenue, the same words."""
    one, other = standing(), standing(accounts={"revenue": list(reversed(REVENUE))})
    for name in Config().outside_in:
        assert says(name, one) == says(name, other)


def reasons(frame: pl.DataFrame) -> dict[str, list[str]]:
    """Return the reasons by account."""
    return dict(frame.select("account_id", "reasons").iter_rows())


def selection(account: str, score: int) -> list[Row]:
    """Return a worksheet of 55% of the weight with one score."""
    return [row(account, name, score) for name in ("revenue history", "profitability", "margin")]


def test_who_might_be_a_key_account_and_who_is_one_in_doubt_is_listed_with_reasons() -> None:
    """High without the star or with a verdict for it; a star with a low sheet, without reason, sheet or verdict."""
    plans: dict[str, list[Any]] = {
        "id": ["0", "1", "2", "3", "4", "5"],
        "key_account": [True, True, False, False, True, False],
        "key_account_reason": ["largest", "", "", "", "habit", ""],
        "selection_verdict": ["key account", "", "", "key account", "watch", "not a key account"],
        "selection_reason": ["all speaks for it", "", "", "will grow", "", "too small"],
    }
    made = standing(*selection("0", 5), *selection("1", 2), *selection("2", 4), row("4", "margin", 3), plans=plans)
    choice = choice_of(made)
    assert reasons(choice.candidates) == {"2": ["worksheet of 3.5 or more"], "3": ["verdict key account, not yet one"]}
    assert reasons(choice.doubtful) == {
        "1": ["no reason why a key account", "worksheet of 2.5 or less", "no verdict"],
        "4": ["worksheet covers less than half", "verdict: watch", "verdict without a reason"],
    }
    assert choice.judged["account_id"].to_list() == ["0", "1", "2", "3", "4", "5"]


def test_without_plans_nobody_is_judged() -> None:
    """And a source's own column of another type is not taken for the plans'."""
    assert choice_of(standing()).judged.height == 0
    assert choice_of(standing(accounts={"key_account": ["yes"] * 10})).judged.height == 0


def test_signals_are_a_risk_of_losing_a_key_account() -> None:
    """Where a view knows signals; the words name their number."""
    made = standing(plans={"id": ["0"], "key_account": [True], "key_account_reason": ["x"], "selection_verdict": ["key account"], "selection_reason": ["x"]})
    table = made.ground.table.with_columns(pl.lit(2, dtype=pl.UInt32).alias("signals"))
    assert reasons(choice_of(Standing(replace(made.ground, table=table))).doubtful)["0"] == ["no worksheet", "risk of losing, signals: 2"]


def test_plans_alone_are_enough_to_say_what_is_known() -> None:
    """Without the rows of any plan: what the plan's own fields say."""
    measuring = Measuring(standing().ground.portfolio, rules_of(Config()), today=lambda: TODAY)
    measuring.with_plans(pl.DataFrame({"id": ["0"], "has_plan": [True], "strategy": ["grow"]}))
    made = measuring.measured(View()).review
    assert by_id(made, "intelligence") == {"0": pytest.approx(1 / 36)}
    assert by_id(made, "outside_in") == {}
