"""Signals, whitespace and DRM in the review: sentences, accounts, JSON, and the columns of the account table."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import polars as pl
import pytest

from abmtui.config import Config
from abmtui.formats import Formats
from abmtui.portfolio.model import EMPTY
from abmtui.report import part_signals
from abmtui.report.drm_enrolment import enrolment_block, enrolments
from abmtui.review.queue import queue_of
from abmtui.workspace.measured import Measuring, View
from abmtui.workspace.reviewed import Reviewed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from abmtui.portfolio.model import Grain
    from abmtui.report.blocks import Block

TODAY = dt.date(2026, 11, 22)
FLAGS = {"account_id": pl.String, "type": pl.String, "status": pl.String}
OFFERINGS = {"account_id": pl.String, "name": pl.String, "current": pl.Float64, "potential": pl.Float64}
PLAIN: dict[str, list[Any]] = {
    "revenue": [1000.0, 900.0, 500.0, 60.0, 40.0, None],
    "prior_revenue": [1000.0, 1200.0, 400.0, 100.0, 40.0, None],
    "potential": [1500.0, None, 400.0, 400.0, 200.0, 900.0],
    "since": [dt.date(2001, 1, 1), None, None, None, dt.date(2026, 10, 3), None],
}
"""Five customers and a prospect: one unchanged, one fallen without potential, one above its potential, one fallen in both, one new."""


def reviewed(
    columns: Mapping[str, list[Any]],
    *,
    periods: list[tuple[int, str, float]] | None = None,
    grain: Grain = "none",
    plans: tuple[dict[str, Any], ...] = (),
    frames: Mapping[str, pl.DataFrame] | None = None,
    view: View | None = None,
) -> Reviewed:
    """A review of accounts 0, 1, 2 ... with these columns; the last is a prospect."""
    count = len(next(iter(columns.values())))
    texts = {"id": [str(place) for place in range(count)], "name": [f"Account {place}" for place in range(count)]}
    kinds = ["customer"] * (count - 1) + ["prospect"]
    types = {name: pl.Date() if name == "since" else pl.Float64() for name in columns}
    accounts = pl.DataFrame({**texts, "kind": kinds, **columns}, schema_overrides=types)
    rows = pl.DataFrame(periods or [], schema={"account": pl.UInt32, "date": pl.String, "revenue": pl.Float64}, orient="row")
    measuring = Measuring(replace(EMPTY, accounts=accounts, periods=rows.with_columns(pl.col("date").str.to_date()), grain=grain), today=lambda: TODAY)
    if plans or frames:
        measuring.with_plans(pl.DataFrame(plans or [{"id": "none"}], infer_schema_length=None), frames)
    return Reviewed(measuring.measured(view or View()), None, Config(), TODAY, "EUR")


def blocks(made: Reviewed) -> dict[str, Block]:
    """The blocks by the first word of their heading."""
    return {block.heading: block for block in part_signals.blocks(made, Formats())}


def test_signals_in_words() -> None:
    """Two of five show one, each with its numbers and the accounts behind it."""
    found = blocks(reviewed(PLAIN))
    assert found["Signals"].sentences == (
        "2 accounts of 5 show a signal against the account's own baseline, 1 shows 2 or more.",
        "Revenue is that of the source's column, beside its prior revenue.",
    )
    assert found["Signals"].rows == (
        ("Falling revenue", "2", "5", "-15%"),
        ("Long silence", "0", "0", "2.0 x usual gap"),
        ("Falling share of wallet", "1", "4", "-10 points"),
    )
    listed = found["Accounts with signals"]
    assert listed.accounts == ("3", "1")
    assert listed.rows == (
        ("Account 3", "2", "60", "-40%", "", "25% to 15%"),
        ("Account 1", "1", "900", "-25%", "", ""),
    )
    hints = found["Does regular business go elsewhere? No open flag says so yet"]
    assert hints.rows == (
        ("Account 1", "900", "revenue -25% on the prior period"),
        ("Account 3", "60", "revenue -40% on the prior period; share of wallet 25% to 15% of the same potential"),
    )


def test_whitespace_in_words() -> None:
    """Never negative; who has no potential is counted; a prospect has no whitespace."""
    block = blocks(reviewed(PLAIN))["Whitespace"]
    assert block.sentences == (
        "1,000 over 4 accounts with a potential; 1 account has none and is left out.",
        "1 account with revenue above potential: whitespace 0, and a potential to look at again.",
    )
    assert block.rows[0] == ("Account 0", "1,500", "1,000", "500", "33%")
    assert block.rows[-1] == ("Account 2", "400", "500", "0", "0%")
    assert block.accounts == ("0", "3", "4", "2")


def test_no_potential_and_no_past_are_said() -> None:
    """Undefined with the reason; no table stands empty without a word."""
    found = blocks(reviewed({"revenue": [3.0, 2.0, 1.0]}))
    assert found["Signals"].sentences == ("No signal can be judged: there is neither an earlier period, nor a prior revenue, nor a rhythm of orders.",)
    assert found["Whitespace"].sentences == ("Undefined: neither the source nor a plan says what an account could buy (its potential).",)
    assert found["Whitespace by offering"].sentences == ("No plan says what an account could buy of which offering.",)
    assert found["Lifetime value and sales cycle, from the plans"].sentences == (
        "No plan gives a lifetime value or a sales cycle; they are never worked out here.",
    )
    nobody = blocks(reviewed({"revenue": [3.0]}))
    assert nobody["Signals"].sentences == ("No signal can be judged: no customer is in view.",)
    data = part_signals.data(reviewed({"revenue": [3.0, 2.0, 1.0]}))
    assert (data["accounts"], data["judged"], data["not_judged"], data["whitespace"]["total"]) == (0, 0, 2, None)


def test_signals_in_json() -> None:
    """The keys that other programs rely on; counts are of all, lists of the first twenty."""
    data = part_signals.data(reviewed(PLAIN))
    assert json.loads(json.dumps(data, allow_nan=False)) == data
    assert (data["accounts"], data["judged"], data["falling_revenue"], data["long_silence"], data["falling_wallet"]) == (2, 5, 2, 0, 1)
    assert data["list"][0] == {
        "id": "3", "name": "Account 3", "signals": 2, "reasons": "revenue -40% on the prior period; share of wallet 25% to 15% of the same potential"
    }  # fmt: skip
    assert {key: data["whitespace"][key] for key in ("total", "accounts", "without_potential", "above_potential")} == {
        "total": 1000.0, "accounts": 4, "without_potential": 1, "above_potential": 1
    }  # fmt: skip
    assert data["drm"] == {"up-selling": 2, "onboarding": 1, "churn prevention": 1}
    assert [row["id"] for row in data["flag_hints"]] == ["1", "3"]


def test_who_belongs_into_which_drm_programme() -> None:
    """Class A is in programme ABM and belongs into none; the others by rule, each with its reason."""
    found = blocks(reviewed(PLAIN))
    assert found["DRM programmes by rule"].rows == (
        ("Up-selling", "2", "whitespace above 50% of potential"),
        ("Onboarding", "1", "customer for at most 365 days"),
        ("Churn prevention", "1", "2 signals or more"),
    )
    new = "up-selling: whitespace is 80% of potential; onboarding: customer for 50 days"
    assert found["Belong into up-selling"].rows == (
        ("Account 3", "60", "whitespace is 85% of potential"),
        ("Account 4", "40", "whitespace is 80% of potential"),
    )
    assert (found["Belong into onboarding"].accounts, found["Belong into onboarding"].rows[0][2]) == (("4",), "customer for 50 days")
    assert found["Belong into churn prevention"].rows[0][2] == "revenue -40% on the prior period; share of wallet 25% to 15% of the same potential"
    assert part_signals.data(reviewed(PLAIN))["drm_accounts"]["onboarding"] == [{"id": "4", "name": "Account 4", "reasons": new}]


def test_plans_say_potential_lifetime_value_and_sales_cycle() -> None:
    """A plan's potential counts before the source's, and the plan's offerings where nobody else says; nothing is worked out."""
    offerings = pl.DataFrame([("1", "Spare parts", 300.0, 500.0), ("1", "Training", None, 500.0), ("3", "Service", 10.0, 40.0)], schema=OFFERINGS, orient="row")
    plans = ({"id": "0", "potential": 3000.0, "lifetime_value": 9000.0, "sales_cycle_months": 11.0}, {"id": "3", "potential": None, "sales_cycle_months": 1.0})
    found = blocks(reviewed(PLAIN, plans=plans, frames={"offerings": offerings}))
    rows = {row[0]: row[1:] for row in found["Whitespace"].rows}
    assert rows["Account 0"] == ("3,000", "1,000", "2,000", "67%")
    # 200 of spare parts and 500 of training: what else the account buys takes nothing from them
    assert rows["Account 1"] == ("1,000", "900", "700", "70%")
    assert rows["Account 3"] == ("400", "60", "340", "85%")
    assert found["Whitespace by offering"].rows[0] == ("Account 1: Training", "500", "0", "500")
    assert found["Whitespace by offering"].accounts == ("1", "1", "3")
    assert found["Lifetime value and sales cycle, from the plans"].rows == (("Account 0", "9,000", "11.0 months"), ("Account 3", "", "1.0 months"))


def test_a_flag_that_is_open_needs_no_hint() -> None:
    """Closed flags and flags of another type do not count."""
    flags = [("1", "business goes elsewhere", "open"), ("3", "business goes elsewhere", "resolved"), ("3", "reorganisation", "open")]
    made = reviewed(PLAIN, frames={"flags": pl.DataFrame(flags, schema=FLAGS, orient="row")})
    assert blocks(made)["Does regular business go elsewhere? No open flag says so yet"].accounts == ("3",)
    assert part_signals.data(made)["flag_hint_accounts"] == 1


def test_a_view_has_its_own_figures() -> None:
    """Only the accounts in view are told of."""
    made = reviewed(PLAIN, view=View(filter="id IN ('0', '2')"))
    found = blocks(made)
    assert found["Accounts with signals"].sentences == ("No account shows a signal.",)
    assert found["DRM programmes by rule"].sentences[0] == "No account of programme DRM belongs into one of them by rule."
    assert part_signals.data(made)["whitespace"]["accounts"] == 2


ORDERS = [
    *((0, f"{year}-{month:02d}-05", 10.0) for year in (2024, 2025, 2026) for month in range(1, 13) if (year, month) < (2026, 11)),
    *((1, f"{year}-{month:02d}-05", 10.0) for year in (2024, 2025, 2026) for month in range(1, 13) if (year, month) < (2026, 4)),
    (2, "2026-10-05", 5.0),
]


def test_orders_by_day_are_held_against_own_years_and_own_rhythm() -> None:
    """The data ends on 5 October; one account went quiet in March; a new one has nothing to be judged by."""
    made = reviewed({"revenue": [340.0, 270.0, 5.0, None]}, periods=ORDERS, grain="day")
    found = blocks(made)
    assert found["Signals"].sentences == (
        "1 account of 2 shows a signal against the account's own baseline, 1 shows 2 or more.",
        "Revenue is that of the 12 months to 5 Oct 2026.",
        "Silence is counted up to 5 Oct 2026, the newest date of the data.",
        "1 account cannot be judged: neither an earlier period nor a rhythm of orders.",
    )
    assert found["Accounts with signals"].rows == (("Account 1", "2", "50", "-58%", "214 d, 31 d", ""),)
    assert made.standing.column("signal_reasons")[1] == "revenue -58% on the 12 months before; silent 214 days, usually every 31"
    assert made.standing.column("signals").to_list() == [0, 2, None, None]


def test_data_of_less_than_two_years_has_no_baseline() -> None:
    """Revenue is that of the last 12 months all the same, and silence can be judged."""
    made = reviewed({"revenue": [300.0, 1.0]}, periods=[row for row in ORDERS if row[0] == 0 and row[1] >= "2025-05"], grain="day")
    assert made.standing.column("whitespace").to_list() == [None, None]
    assert made.standing.column("signals").to_list() == [0, None]
    assert made.standing.column("baseline_change").to_list() == [None, None]
    assert "Revenue is that of the 12 months to 5 Oct 2026." in blocks(made)["Signals"].sentences


def test_the_review_holds_revenue_against_the_account_s_own_years() -> None:
    """15% below its own three years needs a look though the year before was as low; a limit of the config decides."""
    years = [(0, f"{year}-12-31", value) for year, value in ((2022, 150.0), (2023, 150.0), (2024, 90.0), (2025, 90.0))]
    made = reviewed({"revenue": [90.0, 1.0], "prior_revenue": [90.0, 1.0]}, periods=years, grain="year")
    table = made.standing.beside(("baseline_change", "baseline"))
    queue = queue_of(table, None, TODAY)
    assert (queue.rows.to_list(), queue.reasons.to_list()) == ([0], ["revenue -31% on its own 3-year mean"])
    assert queue_of(table, None, TODAY, fall=0.32).rows.to_list() == []


@pytest.mark.parametrize("name", ["signals", "signal_reasons", "whitespace", "drm_programmes", "drm_reasons", "baseline", "baseline_change"])
def test_columns_say_nothing_of_prospects(name: str) -> None:
    """A prospect has neither revenue nor a past."""
    assert reviewed(PLAIN).standing.column(name)[5] is None


def test_columns_of_the_source_with_the_same_names_stay_the_source_s() -> None:
    """Figures are worked out from what is meant, never from a column that happens to be called so."""
    made = reviewed(PLAIN | {"signals": [9.0] * 6, "trend": [9.0] * 6, "whitespace": [9.0] * 6})
    assert part_signals.data(made)["accounts"] == 2
    assert made.standing.column("signals").to_list() == [9.0] * 6


def test_every_figure_that_a_block_names_is_explained() -> None:
    """A key without words would be a blank line on the page."""
    known = {figure.field for figure in part_signals.EXPLAINED}
    assert {key for block in part_signals.blocks(reviewed(PLAIN), Formats()) for key in block.about} <= known


def test_who_is_enrolled_stands_beside_whom_the_rule_fits() -> None:
    """Enrolled against the rule and fitting without being enrolled are counted; a programme without a rule judges nobody; a filter narrows all of it."""
    plans = ({"id": "2", "enrolled": ["onboarding"]}, {"id": "4", "enrolled": ["onboarding", "churn prevention"]}, {"id": "5", "enrolled": ["lead generation"]})
    seen = reviewed(PLAIN, plans=plans)
    block = enrolment_block(enrolments(seen))
    assert block.sentences == ("2 enrolments though the rule says no: look whether it is still wanted.",)
    assert [row[:4] for row in block.rows] == [
        ("Lead generation", "1", "no rule", "no rule"),
        ("Onboarding", "2", "1", "0"),
        ("Up-selling", "0", "0", "2"),
        ("Churn prevention", "1", "1", "1"),
    ]
    assert block.rows[1][4] == "Account 2 (rule says no); Account 4"
    data = part_signals.data(seen)["drm_enrolled"]
    assert data["onboarding"]["rule_says_no_accounts"] == [{"id": "2", "name": "Account 2"}]
    assert (data["lead generation"]["enrolled"], data["lead generation"]["rule_says_no"]) == (1, None)
    filtered = reviewed(PLAIN, plans=plans, view=View(filter="id = '2'"))
    assert [one.enrolled.height for one in enrolments(filtered)] == [0, 1, 0, 0]


def test_where_nobody_is_enrolled_it_says_how_one_is() -> None:
    """Of many enrolled the first are named and the others counted."""
    assert "`abmtui plan enrol`" in enrolment_block(enrolments(reviewed(PLAIN))).sentences[0]
    many = tuple({"id": str(place), "enrolled": ["lead generation"]} for place in range(9))
    columns = {"revenue": [1.0] * 9}
    assert enrolment_block(enrolments(reviewed(columns, plans=many))).rows[0][4].endswith("Account 5; 3 more")
