"""Is ABM right for us? The verdict on books of every shape, and the numbers beside it."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import polars as pl
import pytest

from abmtui.config import EMPTY
from abmtui.portfolio.book import Measure
from abmtui.portfolio.model import Portfolio
from abmtui.portfolio.rules import ZoneLines
from abmtui.review.fit import Fit, Spread, fit_of, verdict_of
from abmtui.workspace.measured import Measuring, View
from abmtui.workspace.review_rules import rules_of

if TYPE_CHECKING:
    from abmtui.review.standing import Standing


def standing(plans: list[dict[str, Any]] | None = None, channels: pl.DataFrame | None = None, *, view: View | None = None, **columns: Any) -> Standing:
    """The review of accounts 0, 1, 2 ...; a plan is what it says, its account in `id`."""
    count = len(next(iter(columns.values())))
    named = [str(row) for row in range(count)]
    frame = pl.DataFrame({"id": named, "name": named, "kind": columns.pop("kind", ["customer"] * count), **columns}, strict=False)
    numbers = [pl.col(name).cast(pl.Float64) for name in ("revenue", "margin", "needs", "potential") if name in frame.columns]
    measuring = Measuring(Portfolio(frame.with_columns(numbers)), rules_of(EMPTY), today=lambda: dt.date(2026, 11, 22))
    if plans is not None:
        rows = pl.DataFrame([{"has_plan": True, **plan} for plan in plans], infer_schema_length=None)
        measuring.with_plans(rows, {} if channels is None else {"channels": channels})
    return measuring.measured(view or View()).review


def fit(**columns: Any) -> Fit:
    """The fit of accounts with these columns."""
    return fit_of(standing(**columns))


def test_many_equal_accounts_want_no_abm() -> None:
    """Ties put all hundred into the top band, yet none stands out; one prospect as large as they are, and it is right for some."""
    even = fit(revenue=[1] * 100)
    assert (even.verdict, even.spread.top, even.too_big.height) == ("not", 100, 0)
    assert fit(revenue=[1] * 100 + [None], kind=["customer"] * 100 + ["prospect"], potential=[None] * 100 + [1]).verdict == "for some accounts"


def test_a_handful_of_accounts_that_all_weigh() -> None:
    """Five equal accounts are all too big to lose: right for most."""
    few = fit(revenue=[1] * 5)
    assert (few.verdict, few.too_big.height) == ("for most accounts", 5)


def test_an_uneven_book_is_right_for_some() -> None:
    """The golden vector: 4 of 10 hold 82%, four hold a tenth or nearly."""
    golden = fit(revenue=[1000, 620, 400, 260, 170, 110, 80, 60, 45, 35])
    assert golden.verdict == "for some accounts"
    assert (golden.spread.accounts, golden.spread.top, golden.spread.undefined) == (10, 4, "")
    assert (golden.spread.top_share, golden.spread.k) == pytest.approx((2280 / 2780, 0.710914), abs=5e-7)
    assert golden.too_big["id"].to_list() == ["0", "1", "2"]
    assert golden.too_big["of_revenue"].to_list() == pytest.approx([1000 / 2780, 620 / 2780, 400 / 2780])


def test_no_verdict_without_figures() -> None:
    """The reason is the book's."""
    nothing = fit(revenue=[0, -1])
    assert (nothing.verdict, nothing.spread.undefined, nothing.line) == ("undefined", "no account has a value above zero", None)


@pytest.mark.parametrize(
    ("top", "k", "too_big", "prospects", "verdict"),
    [
        (6, 0.55, 0, 0, "not"),
        (6, 0.55, 1, 0, "for most accounts"),
        (6, 0.55, 0, 1, "for most accounts"),
        (5, 0.55, 1, 0, "for some accounts"),
        (6, 0.60, 0, 0, "for most accounts"),
        (6, None, 9, 9, "undefined"),
    ],
)
def test_the_lines_of_the_verdict(top: int, k: float | None, too_big: int, prospects: int, verdict: str) -> None:
    """60/40 and half of the accounts; 50 accounts at most can be most."""
    spread = Spread(10, top, 0.5, k, "")
    assert verdict_of(spread, too_big, prospects, 50) == verdict
    assert verdict_of(spread, too_big, prospects, 5) == verdict.replace("most", "some")


def test_prospects_of_very_high_value_reach_the_smallest_of_the_top_band() -> None:
    """The largest first; a higher line leaves fewer."""
    kind = ["customer"] * 3 + ["prospect", "partner", "prospect"]
    columns: dict[str, Any] = {"revenue": [60, 30, 10, None, None, None], "kind": kind, "potential": [None] * 3 + [29, 30, 70]}
    found = fit(**columns)
    assert (found.line, found.prospects["id"].to_list()) == (30, ["5", "4"])
    higher = fit_of(standing(view=View(zones=ZoneLines(top=0.5)), **columns))
    assert (higher.line, higher.prospects["id"].to_list()) == (60, ["5"])


def test_needs_of_the_low_band_are_counted() -> None:
    """The zone hangs on them only there."""
    assert (found := fit(revenue=[80, 15, 2, 2, 1], needs=[None, None, 1, None, 5])).low == 3
    assert found.scored == 2


def channel(account: str, budget: float, **changed: Any) -> dict[str, Any]:
    """A channel row as the plans' frame has it."""
    said: dict[str, Any] = {"channel": "email", "programme": "ABM", "status": "planned", "automated": False, "automatable": False}
    return {"account_id": account, **said, "budget": budget, "actual": None, "hours": None, "content_cost": None, **changed}


def test_abm_costs_beside_what_an_account_brings() -> None:
    """Costs of its channel rows over its margin; of a prospect over its potential; no share of a loss; outside ABM they are compared; cancelled rows cost nothing."""
    columns: dict[str, Any] = {
        "revenue": [500, 300, 100, 5, None],
        "margin": [1000, -5, None, 1, None],
        "kind": ["customer"] * 4 + ["prospect"],
        "potential": [None] * 4 + [400],
    }
    channels = [
        channel("0", 100.0),
        channel("0", 50.0, actual=40.0, content_cost=10.0),
        channel("0", 9.0, status="cancelled"),
        channel("1", 3.0),
        channel("2", 5.0),
        channel("3", 2.0),
        channel("4", 1.0),
    ]
    numbers = {"actual": pl.Float64, "content_cost": pl.Float64, "hours": pl.Float64}
    frame = pl.DataFrame(channels, schema_overrides=numbers)
    found = fit_of(standing([{"id": str(row), "programme": "ABM" if row == 2 else ""} for row in range(5)], frame, **columns))
    assert found.costs.select("id", "cost", "held", "held_as", "cost_share").rows() == [
        ("0", 150.0, 1000.0, "margin", 0.15),
        ("4", 1.0, 400.0, "potential", 0.0025),
        ("2", 5.0, None, "margin", None),
        ("1", 3.0, -5.0, "margin", None),
    ]
    assert (found.cost, found.abm, found.margin, found.margins, found.elsewhere) == (159.0, 4, 497.5, 2, (2.0, 1))
    without = fit_of(standing(revenue=[1]))
    assert (without.cost, without.margin, without.elsewhere) == (None, None, (0.0, 0))


def test_the_order_of_rows_and_the_unit_of_money_change_no_verdict() -> None:
    """Nor does the metric change what is too big to lose."""
    amounts = [90, 50, 20, 9, 8, 7, 6, 5, 4, 1]
    one = fit(revenue=amounts)
    for other in (fit(revenue=amounts[::-1]), fit(revenue=[amount * 1000 for amount in amounts])):
        assert (other.verdict, other.too_big["of_revenue"].to_list()) == (one.verdict, one.too_big["of_revenue"].to_list())
        assert replace(other.spread, top_share=None, k=None) == replace(one.spread, top_share=None, k=None)
        assert (other.spread.top_share, other.spread.k) == pytest.approx((one.spread.top_share, one.spread.k))
    margins = fit_of(standing(view=View(Measure("margin")), revenue=amounts, margin=[1] * 10))
    assert margins.too_big["id"].to_list() == one.too_big["id"].to_list()
