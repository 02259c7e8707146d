"""Customer profit in the review: whale curve, classes, losses, JSON."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import polars as pl
import pytest

from abmtui.config import Config
from abmtui.formats import Formats
from abmtui.portfolio.book import Measure
from abmtui.portfolio.model import EMPTY
from abmtui.report import part_profit
from abmtui.workspace.measured import Measuring, View
from abmtui.workspace.reviewed import Reviewed

TODAY = dt.date(2026, 11, 22)
GOLDEN: dict[str, list[Any]] = {
    "revenue": [1000.0, 620, 400, 260, 170, 110, 80, 60, 45, 35],
    "profit": [260.0, 180, 90, 40, 20, 5, -10, -15, -30, -40],
}


def reviewed(columns: dict[str, list[Any]], *, view: View | None = None, **changed: Any) -> Reviewed:
    """A review of customers 0, 1, 2 ... with these columns."""
    count = len(columns["revenue"])
    ids = pl.Series([str(place) for place in range(count)], dtype=pl.String)
    known = {name: pl.Series(values, dtype=pl.Float64) for name, values in columns.items()}
    frame = pl.DataFrame({"id": ids, "name": "Account " + ids, "kind": pl.Series(["customer"] * count, dtype=pl.String), **known})
    measuring = Measuring(replace(EMPTY, accounts=frame, **changed), today=lambda: TODAY)
    return Reviewed(measuring.measured(view or View()), None, Config(), TODAY, "EUR")


def test_the_golden_vector_in_words() -> None:
    """The peak is 119%, four accounts take 19 points away, and the two most profitable make 88%."""
    whale, losses = part_profit.blocks(reviewed(GOLDEN), Formats())
    assert whale.sentences == (
        "10 accounts make EUR 500 net (profit).",
        "Whale curve: the profitable accounts make 119.0% of it (peak), the 4 loss-making take 19.0 points away again.",
        "The most profitable 20% of accounts make 88.0% of it. For reference: Kaplan and Narayanan found 150 to 300%.",
    )
    assert whale.rows[-1] == ("C", "2", "-70", "2", "-70")
    assert losses.sentences == ("4 accounts lose EUR 95; largest loss first.",)
    assert losses.rows[0] == ("Account 9", "C", "35", "-40")
    assert losses.accounts == ("9", "8", "7", "6")
    known = {figure.field for figure in part_profit.EXPLAINED}
    assert {key for block in (whale, losses) for key in block.about} == known


def test_the_golden_vector_in_json() -> None:
    """52, 88, 106, ... 100 percent of the net total, unrounded shares of one."""
    data = part_profit.data(reviewed(GOLDEN))
    assert data is not None
    assert [round(y * 100, 6) for _, y in data["whale"]] == [0, 52, 88, 106, 114, 118, 119, 117, 114, 108, 100]
    assert data["whale_peak"] == pytest.approx(1.19)
    assert data["whale_erosion"] == pytest.approx(0.19)
    assert data["top_20_percent_share"] == pytest.approx(0.88)
    assert (data["net_total"], data["loss_making"], data["loss_total"], data["in_money"], data["undefined"]) == (500, 4, -95, False, None)
    assert data["losses"][0] == {"id": "9", "name": "Account 9", "class": "C", "revenue": 35, "profit": -40}
    assert data["by_class"]["A"] == {"accounts": 4, "profit": 570, "loss_making": 0, "lost": 0}


def test_a_lacking_column_is_named() -> None:
    """Without cost to serve there is no customer profit: the sentence says which column lacks, JSON is null."""
    made = reviewed({"revenue": [3.0, 2], "margin": [1.0, 1]})
    (block,) = part_profit.blocks(made, Formats())
    assert block.sentences == ("Undefined: no column of profit, and margin - cost_to_serve lacks cost_to_serve.",)
    assert part_profit.data(made) is None


def test_profit_from_its_parts_and_what_is_left_out() -> None:
    """An account that lacks a part has no profit: it is left out and counted; no loss is said, not listed."""
    made = reviewed({"revenue": [30.0, 20, 9], "margin": [9.0, 5, 4], "cost_to_serve": [1.0, None, 1]})
    whale, losses = part_profit.blocks(made, Formats())
    assert whale.sentences[0] == "2 accounts make EUR 11 net (margin - cost_to_serve)."
    assert whale.sentences[1].endswith("(peak), none makes a loss.")
    assert whale.sentences[-1] == "Left out: 1 without a profit."
    assert losses.sentences == ("No account makes a loss.",)


def test_a_net_loss_is_in_money() -> None:
    """Shares of a loss mean nothing: they are undefined and the curve is in money."""
    made = reviewed({"revenue": [30.0, 20], "profit": [5.0, -9]})
    whale, losses = part_profit.blocks(made, Formats())
    assert whale.sentences[1] == "Shares are undefined: the net total is not above zero; the whale curve is in money."
    assert losses.sentences == ("1 account loses EUR 9; largest loss first.",)
    data = part_profit.data(made)
    assert data is not None
    assert (data["in_money"], data["whale_peak"], data["whale"][-1]) == (True, None, [1.0, -4.0])


def test_one_account_makes_and_one_takes() -> None:
    """Verbs follow a count of one."""
    one = part_profit.blocks(reviewed({"revenue": [30.0], "profit": [5.0]}), Formats())[0]
    assert one.sentences[0] == "1 account makes EUR 5 net (profit)."
    two = part_profit.blocks(reviewed({"revenue": [30.0, 20], "profit": [5.0, -1]}), Formats())[0]
    assert "the 1 loss-making takes 25.0 points away again" in two.sentences[1]


@pytest.mark.parametrize("metric", ["revenue", "profit"])
def test_a_view_has_its_own_whale(metric: str) -> None:
    """A filter leaves its accounts; what they lack is counted among them alone."""
    made = reviewed({"revenue": [30.0, 20, 9], "profit": [9.0, None, None]}, view=View(Measure(metric), filter="revenue > 10"))
    data = part_profit.data(made)
    assert data is not None
    assert (data["accounts"], data["without"], data["net_total"]) == (1, 1, 9)


def test_a_view_without_any_profit() -> None:
    """It has none, whatever the book has; a total that no number can hold has no shares either."""
    made = reviewed({"revenue": [30.0, 20], "profit": [9.0, None]}, view=View(filter="revenue < 25"))
    assert part_profit.blocks(made, Formats())[0].sentences == ("Undefined: no account in view has a profit.",)
    huge = reviewed({"revenue": [30.0, 20], "profit": [1.0, -1e308]}, view=View(filter="revenue > 1"))
    assert part_profit.blocks(huge, Formats())[0].sentences[0].startswith("2 accounts make")


def test_a_period_without_profit() -> None:
    """Where the columns of profit are of another year, the period has none: not a profit of zero."""
    dates = [dt.date(2024, 12, 31), dt.date(2025, 12, 31)]
    periods = pl.DataFrame({"account": [0, 0], "date": dates, "revenue": [9.0, 8], "profit": [None, 3.0]}, schema_overrides={"account": pl.UInt32})
    made = {year: reviewed({"revenue": [8.0], "profit": [3.0]}, view=View(Measure(period=year)), periods=periods, grain="year") for year in ("2024", "2025")}
    assert part_profit.data(made["2024"]) is None
    data = part_profit.data(made["2025"])
    assert data is not None
    assert data["net_total"] == 3
