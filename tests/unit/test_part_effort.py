"""Effort against revenue in the review: sentences, accounts, JSON, and the columns of the account table."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import polars as pl
import pytest

from abmtui.config import Config
from abmtui.formats import Formats
from abmtui.portfolio.book import Measure
from abmtui.portfolio.model import EMPTY
from abmtui.portfolio.rules import Rules
from abmtui.report import part_effort
from abmtui.report.figures import review_figures
from abmtui.report.tables import table_lines
from abmtui.review.effort_columns import COLUMNS
from abmtui.sources.request import SourceRequest
from abmtui.workspace.measured import Measuring, View
from abmtui.workspace.opened import open_workspace
from abmtui.workspace.request import OpenRequest
from abmtui.workspace.reviewed import Reviewed

if TYPE_CHECKING:
    from pathlib import Path

TODAY = dt.date(2026, 11, 22)
GOLDEN: dict[str, list[Any]] = {
    "revenue": [1000.0, 620, 400, 260, 170, 110, 80, 60, 45, 35],
    "hours": [120.0, 90, 80, 70, 90, 85, 100, 110, 130, 125],
}


def reviewed(columns: dict[str, list[Any]], *, limits: dict[str, float] | None = None, view: View | None = None, **changed: Any) -> Reviewed:
    """A review of accounts 0, 1, 2 ... with these columns."""
    count = len(columns["revenue"])
    names = [f"Account {place}" for place in range(count)]
    known = {"id": [str(place) for place in range(count)], "name": names, "kind": ["customer"] * count, **columns}
    frame = pl.DataFrame({name: pl.Series(values, dtype=pl.String if name in {"id", "name", "kind"} else pl.Float64) for name, values in known.items()})
    measuring = Measuring(replace(EMPTY, accounts=frame, **changed), Rules(limits=limits or {}), today=lambda: TODAY)
    return Reviewed(measuring.measured(view or View()), None, Config(), TODAY, "EUR")


def sentences(made: Reviewed, place: int = 0) -> str:
    """The sentences of one block of the part."""
    return "\n".join(part_effort.blocks(made, Formats())[place].sentences)


def test_the_golden_vector_in_words() -> None:
    """46% of hours would have to move; the six small accounts take 64% of hours, so it is not 80% of effort on 20% of revenue."""
    figures, over, under, drm = part_effort.blocks(reviewed(GOLDEN), Formats())
    assert figures.heading == "Effort against revenue: hours"
    assert figures.sentences == (
        "Revenue: 58/20: 22 points below 80/20.",
        "Do 80% of hours go to 20% of revenue? No: the 6 accounts behind the 80% line bring 18.0% of revenue and take 64.0% of hours, 3.6 times their share.",
        "46% of hours would have to move (460 of 1,000 hours) for each account to get its share of revenue.",
        "Concentration index -0.0560: effort sits on small accounts. Kakwani -0.5959: small accounts get more than their share of revenue.",
    )
    assert figures.columns == ("Class", "Accounts", "Revenue share", "Hours share", "Ratio", "Average")
    assert figures.rows[0] == ("A", "4", "82.0%", "36.0%", "0.44", "90.0")
    assert over.accounts == ("9", "8", "7", "6", "5")
    assert over.rows[0] == ("Account 9", "C", "1.26%", "12.50%", "9.9", "125", "+112")
    assert under.accounts == ("0", "1")
    assert under.rows[0] == ("Account 0", "A", "35.97%", "12.00%", "0.3", "120", "-240")
    assert drm.sentences == (
        "The 2 accounts of class C take 255 hours.",
        "Assuming that DRM takes none of it (setting limits.drm_effort_share), moving them to DRM frees 255 hours.",
        "Class A is 460 hours short of its share of revenue: what is freed covers 55% of it.",
    )


def test_the_golden_vector_in_json() -> None:
    """Unrounded figures under their standard names, the accounts of both lists, and the curve."""
    data = part_effort.data(reviewed(GOLDEN))
    assert data is not None
    assert data["column"] == "hours"
    assert data["concentration_index"] == pytest.approx(-0.056, abs=5e-7)
    assert data["kakwani"] == pytest.approx(-0.595928, abs=5e-7)
    assert data["hoover_mismatch"] == pytest.approx(0.460144, abs=5e-7)
    assert (data["total"], data["accounts"], data["without"], data["beside"], data["undefined"]) == (1000, 10, 0, {}, None)
    assert data["behind_80_percent"]["effort_share"] == pytest.approx(0.64)
    assert data["by_class"]["A"]["revenue_share"] == pytest.approx(2280 / 2780)
    assert data["over_served"][0]["id"] == "9"
    assert data["over_served_accounts"] == 5
    assert data["under_served"][0]["to_move"] == pytest.approx(120 - 1000 / 2.78)
    assert data["class_c_to_drm"]["freed"] == 255
    assert data["curve"][0] == [0.0, 0.0]
    assert data["further"] == {}


def test_no_effort_data_is_said() -> None:
    """A source without a column of effort: one sentence, and null in JSON."""
    made = reviewed({"revenue": [3.0, 2, 1]})
    assert sentences(made).startswith("No effort data: the source has no column of hours, cost to serve or budget")
    assert part_effort.data(made) is None


def test_the_json_says_why_there_is_no_effort(tmp_path: Path) -> None:
    """Null in the report has its reason among what is undefined; with a column of effort there is none."""
    reasons = []
    for header in ("hours", "colour"):
        path = tmp_path / f"{header}.csv"
        path.write_text(f"name,revenue,{header}\nAlpha,3,1\nBeta,2,1\n", "utf-8")
        workspace = open_workspace(OpenRequest(SourceRequest((str(path),))), author="Aino", now=lambda: dt.datetime.combine(TODAY, dt.time(), dt.UTC))
        reasons.append(review_figures(workspace, workspace.measured(View()), ()).undefined.get("effort"))
    assert reasons == [None, "no column of hours, cost_to_serve, budget"]


def test_an_empty_column_is_undefined_and_comes_last() -> None:
    """Hours without a single number: cost to serve is the effort, hours say why they are none."""
    made = reviewed({"revenue": [3.0, 2, 1], "hours": [None, None, None], "cost_to_serve": [1.0, 1, 1]})
    data = part_effort.data(made)
    assert data is not None
    assert data["column"] == "cost_to_serve"
    assert data["further"]["hours"]["undefined"] == "no effort data"
    assert data["further"]["hours"]["kakwani"] is None
    assert sentences(made, -1) == "Undefined: no effort data.\nFigures are over 0 accounts with revenue above zero; left out: 3 accounts without hours."
    alone = reviewed({"revenue": [3.0], "hours": [None]})
    assert len(part_effort.blocks(alone, Formats())) == 1


def test_what_is_left_out_is_said() -> None:
    """Accounts without hours, hours below zero, hours of prospects and of accounts at or below zero."""
    kinds = ["customer", "customer", "customer", "customer", "prospect", "prospect", "partner"]
    said = sentences(reviewed({"revenue": [9.0, 8, 7, -1, None, None, None], "hours": [5, None, -3, 4, 2, 1, 6], "kind": kinds}))
    assert "left out: 1 account without hours, 1 account below zero." in said
    assert "Beside them: 4 hours on 1 account with revenue at or below zero or unknown, 6 hours on 1 partner, 3 hours on 2 prospects." in said


def test_money_as_effort() -> None:
    """Cost to serve has its currency, and says what serving each class costs."""
    made = reviewed({"revenue": [90.0, 8, 2], "cost_to_serve": [9.0, 4, 3]})
    said = sentences(made)
    assert "(5 of EUR 16)" in said
    assert "Cost to serve / revenue: 10.0% in class A, 50.0% in class B, 150.0% in class C; larger customers are more efficient." in said
    budget = sentences(reviewed({"revenue": [90.0, 8, 2], "budget": [9.0, 4, 3]}))
    assert "Cost to serve" not in budget
    alike = sentences(reviewed({"revenue": [90.0, 8, 2], "cost_to_serve": [9.0, 4, 1]}))
    assert "Cost to serve / revenue: 10.0% in class A, 50.0% in class B, 50.0% in class C." in alike


@pytest.mark.parametrize(
    ("hours", "words"),
    [
        ([10.0, 0, 0], "Concentration index 0.6667: effort sits on large accounts. Kakwani 0.3333: large accounts get more than their share of revenue."),
        ([7.0, 1, 2], "Concentration index 0.4000: effort sits on large accounts. Kakwani 0.0667: large"),
        ([4.0, 4, 4], "Concentration index 0.0000: effort is spread evenly over small and large accounts."),
    ],
)
def test_which_side_gets_more(hours: list[float], words: str) -> None:
    """The sign of each index is put into words; close to zero it leans to neither side."""
    said = sentences(reviewed({"revenue": [65.0, 15, 20], "hours": hours}))
    assert words in said
    assert "the 1 account behind the 80% line brings 15.0% of revenue and takes" in said


def test_effort_in_proportion() -> None:
    """Every account has its share: nothing moves, nobody is in a list, class A lacks nothing."""
    made = reviewed({"revenue": [80.0, 15, 5], "hours": [160.0, 30, 10]})
    blocks = part_effort.blocks(made, Formats())
    assert "0% of hours would have to move (0 of 200 hours)" in blocks[0].sentences[2]
    assert "Kakwani 0.0000: small and large accounts get their share of revenue." in blocks[0].sentences[3]
    assert blocks[1].rows == blocks[2].rows == ()
    assert blocks[3].sentences[-1] == "Class A is not short of its share of revenue."


def test_nobody_over_or_under_served_is_said_without_a_count() -> None:
    """Effort in proportion to revenue: nothing to move, so no "0 accounts, together 0 hours"."""
    made = reviewed({"revenue": [300.0, 200, 100], "hours": [30.0, 20, 10]})
    assert sentences(made, 1) == "No account has 2.0 times its share or more."
    assert sentences(made, 2) == "No account has 50% of its share or less."


def test_80_percent_of_effort_on_20_percent_of_revenue() -> None:
    """Where it is so, it is said; where one account has all the revenue, nobody is behind the line."""
    assert (
        sentences(reviewed({"revenue": [80.0, 10, 10], "hours": [10.0, 50, 40]}))
        .splitlines()[1]
        .startswith("Do 80% of hours go to 20% of revenue? Yes: the 2 accounts")
    )
    alone = reviewed({"revenue": [80.0], "hours": [10.0]})
    assert sentences(alone).splitlines()[1].startswith("0% of hours would have to move")
    assert sentences(alone, 3) == "No account of class C has hours."


def test_drm_still_takes_some() -> None:
    """The setting limits.drm_effort_share lowers what is freed; a gap may be covered several times."""
    said = sentences(reviewed({"revenue": [80.0, 10, 6, 4], "hours": [75.0, 5, 10, 10]}, limits={"drm_effort_share": 0.1}), 3)
    assert "Assuming that DRM still takes 10% of it (setting limits.drm_effort_share), moving them to DRM frees 9 hours." in said
    assert "what is freed covers it 1.8 times." in said


def test_a_view_has_its_own_figures_and_the_books_shares() -> None:
    """A filter leaves its accounts' figures; single accounts keep their shares of the book, which is said."""
    made = reviewed(GOLDEN, view=View(filter="revenue < 200"))
    figures, over, _under, _drm = part_effort.blocks(made, Formats())
    assert "(186 of 640 hours)" in figures.sentences[2]
    assert over.rows[0] == ("Account 9", "C", "1.26%", "12.50%", "9.9", "125", "+112")
    assert over.sentences[0].endswith("Shares and ratios are of the whole book.")


def test_a_tiny_share_is_not_written_as_nothing() -> None:
    """Less than a hundredth of a percent is written so; no effort at all is 0.00%."""
    made = reviewed({"revenue": [100_000.0, 10_000, 1], "hours": [10.0, 0, 5]})
    _figures, over, under, _drm = part_effort.blocks(made, Formats())
    assert over.rows[0][2:4] == ("<0.01%", "33.33%")
    assert under.rows[0][2:5] == ("9.09%", "0.00%", "0.0")


def test_effort_without_dates_beside_a_period() -> None:
    """Hours have no dates: they are the source's own figure, and that is said; dated cost to serve is the period's."""
    dates = [dt.date(2024, 12, 31), dt.date(2025, 12, 31)] * 2
    periods = pl.DataFrame(
        {"account": [0, 0, 1, 1], "date": dates, "revenue": [9.0, 8, 1, 2], "cost_to_serve": [1.0, 5, 1, 5]}, schema_overrides={"account": pl.UInt32}
    )
    columns = {"revenue": [8.0, 2], "hours": [4.0, 4], "cost_to_serve": [5.0, 5]}
    made = reviewed(columns, view=View(Measure(period="2024")), periods=periods, grain="year")
    data = part_effort.data(made)
    assert data is not None
    assert data["of_the_period"] is False
    assert sentences(made).endswith("The source has no hours of this period: its own figure stands beside the period's revenue.")
    cost = data["further"]["cost_to_serve"]
    assert (cost["of_the_period"], cost["total"]) == (True, 2)
    assert cost["by_class"]["A"]["cost_to_serve_ratio"] == pytest.approx(1 / 9)


def test_the_columns_of_the_account_table() -> None:
    """Effort share, ratio, effort to move, customer profit and cost to serve / revenue stand beside the accounts, null without data."""
    made = reviewed(
        {"revenue": [80.0, 20, 0], "hours": [50.0, 50, 1], "cost_to_serve": [8.0, 10, 1], "margin": [40.0, 8, 0]},
        view=View(Measure("margin"), further=tuple(column.name for column in COLUMNS)),
    )
    table = made.measured.table
    assert table["effort_share"].to_list() == [0.5, 0.5, None]
    assert table["served"].to_list() == [pytest.approx(0.6), pytest.approx(3.0), None]
    assert table["effort_to_move"].to_list() == [pytest.approx(-100 / 3), pytest.approx(100 / 3), None]
    assert table["customer_profit"].to_list() == [32, -2, -1]
    assert table["cost_to_serve_ratio"].to_list() == [0.1, 0.5, None]
    bare = reviewed({"revenue": [80.0]}, view=View(further=tuple(column.name for column in COLUMNS))).measured.table
    assert all(bare[column.name].to_list() == [None] for column in COLUMNS)


def test_shares_are_written_as_percent_in_a_table() -> None:
    """A share of one is percent for eyes; a ratio and what is to move are numbers."""
    pieces = list(table_lines(pl.DataFrame({"effort_share": [0.125, None], "served": [9.928, 1.0], "effort_to_move": [112.41, -3]}), Formats()))
    assert [line.split() for piece in pieces for line in piece.splitlines()] == [
        ["effort_share", "served", "effort_to_move"],
        ["12.5%", "9.93", "112.41"],
        ["1.00", "-3.00"],
    ]


def test_every_figure_is_explained() -> None:
    """What a block is about has an entry with its formula."""
    known = {figure.field for figure in part_effort.EXPLAINED}
    assert {key for block in part_effort.blocks(reviewed(GOLDEN), Formats()) for key in block.about} == known
