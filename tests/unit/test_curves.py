"""Which curve is drawn of a view: its points, an account's own point and part, and why there is none; classes at other lines."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from abmtui.cli.exits import StoppedError
from abmtui.cli.options import settings as with_options
from abmtui.config import Config
from abmtui.portfolio.book import Measure, basis_of, book_of, with_lines
from abmtui.portfolio.classes import ClassLines
from abmtui.portfolio.model import Portfolio
from abmtui.portfolio.periods import period_values, why_no_column, why_no_values
from abmtui.tui.screens.portfolio_texts import can_be_further, chosen_columns
from abmtui.workspace.class_preview import class_preview
from abmtui.workspace.curves import KINDS, drawn_curve, effort_in_view, effort_name, next_kind, whale_in_view, why_not_drawn
from abmtui.workspace.measured import Measured, Measuring, View

if TYPE_CHECKING:
    from collections.abc import Sequence

REVENUE = [1000.0, 620.0, 400.0, 260.0, 170.0, 110.0, 80.0, 60.0, 45.0, 35.0]
HOURS = [120.0, 90.0, 80.0, 70.0, 90.0, 85.0, 100.0, 110.0, 130.0, 125.0]
PROFIT = [260.0, 180.0, 90.0, 40.0, 20.0, 5.0, -10.0, -15.0, -30.0, -40.0]
LARGEST, SMALLEST = 0, 9


def portfolio(revenue: Sequence[float | None], kinds: list[str] | None = None, **columns: Sequence[float | None]) -> Portfolio:
    """Return a portfolio of accounts, customers unless said, with further columns of numbers."""
    count = len(revenue)
    frame = {"id": [f"{place:03}" for place in range(count)], "name": [f"Account {place}" for place in range(count)], "kind": kinds or ["customer"] * count}
    numbers = {name: pl.Series(values, dtype=pl.Float64) for name, values in {"revenue": revenue, **columns}.items()}
    return Portfolio(accounts=pl.DataFrame({**frame, **numbers}))


def golden(**columns: Sequence[float | None]) -> Measuring:
    """Return what measures the golden vector."""
    return Measuring(portfolio(REVENUE, None, **columns), today=lambda: dt.date(2026, 11, 22))


def whole() -> Measuring:
    """Return what measures the golden vector with its hours and profits."""
    return golden(hours=HOURS, profit=PROFIT)


@pytest.mark.parametrize("kind", KINDS)
def test_every_account_has_its_point_on_the_curve_and_its_part(kind: str) -> None:
    """Of ten accounts each stands at one of the drawn points, no two at the same, and their parts add up to the whole."""
    found = drawn_curve(whole().measured(View(curve=kind)))
    points = [found.position(row) for row in range(10)]
    assert len(set(points)) == 10
    assert all(any(point == pytest.approx(drawn) for drawn in found.points) for point in points)
    assert sum(found.part(row) or 0.0 for row in range(10)) == pytest.approx(1.0)


def test_where_the_largest_account_stands() -> None:
    """At the right end of Lorenz and effort curve, and as the first of the Pareto and the whale curve: 1000/2780 and 260/500."""
    measured = whole().measured(View())
    ends = {kind: drawn_curve(measured, kind).position(LARGEST) for kind in KINDS}
    assert ends["lorenz"] == ends["effort"] == (1.0, 1.0)
    assert ends["pareto"] == pytest.approx((0.0, 0.0))
    assert ends["whale"] == pytest.approx((0.1, 0.52))


def test_the_whale_curve_of_the_golden_vector_passes_the_whole() -> None:
    """52, 88, 106, 114, 118, 119, 117, 114, 108, 100 percent of the net profit."""
    found = drawn_curve(whole().measured(View(curve="whale")))
    assert [round(y * 100) for _, y in found.points] == [0, 52, 88, 106, 114, 118, 119, 117, 114, 108, 100]
    assert not found.in_money


def test_the_effort_curve_has_the_golden_figures_and_no_mark() -> None:
    """The Hoover mismatch is 0.460144; ◆ belongs to Lorenz and Pareto curve alone."""
    measured = whole().measured(View())
    effort = effort_in_view(measured)
    assert effort is not None
    assert effort.hoover_mismatch == pytest.approx(0.460144, abs=5e-7)
    assert [drawn_curve(measured, kind).mark is None for kind in KINDS] == [False, False, True, True]
    assert drawn_curve(measured, "effort").title == "Effort curve · hours"
    assert drawn_curve(measured, "effort").below == "smallest revenue first"


@pytest.mark.parametrize("kind", KINDS)
def test_a_filter_has_the_books_curve_behind(kind: str) -> None:
    """The curve behind is the one of the whole book; without a filter there is none; an account out of view has no point."""
    measuring = whole()
    book = drawn_curve(measuring.measured(View(curve=kind)))
    view = drawn_curve(measuring.measured(View(curve=kind, filter="revenue > 100")))
    assert book.book_points == ()
    assert view.book_points == book.points
    assert view.points != book.points
    assert view.position(SMALLEST) is None
    assert view.position(LARGEST) is not None


def test_losses_in_all_are_drawn_in_money() -> None:
    """A net profit that is not above zero has no shares: money, and behind it no book that is drawn in shares."""
    measured = whole().measured(View(curve="whale", filter="revenue < 100"))
    found = drawn_curve(measured)
    assert found.in_money
    assert found.points[-1] == pytest.approx((1.0, -95.0))
    assert found.book_points == ()
    assert found.part(SMALLEST) == -40.0
    whale = whale_in_view(measured)
    assert whale is not None
    assert whale.peak is None


def test_one_key_goes_round_all_four() -> None:
    """Lorenz, Pareto, effort, whale, Lorenz."""
    measured = whole().measured(View())
    assert [next_kind(measured, kind) for kind in KINDS] == [("pareto", ()), ("effort", ()), ("whale", ()), ("lorenz", ())]


def test_what_cannot_be_drawn_is_passed_over_with_its_reason() -> None:
    """Without hours, and without a profit or its parts, Lorenz follows on Pareto, and both reasons are said."""
    measured = golden().measured(View())
    assert next_kind(measured, "pareto") == (
        "lorenz",
        ("no effort data", "profit: no such column, and revenue - cost - cost_to_serve lacks cost and cost_to_serve"),
    )
    assert drawn_curve(measured, "effort").undefined == "no effort data"
    assert drawn_curve(measured, "whale").undefined.startswith("no such column, and revenue - cost")
    assert drawn_curve(measured, "effort").position(0) is None
    assert drawn_curve(measured, "effort").part(0) is None
    assert effort_in_view(measured) is None
    assert whale_in_view(measured) is None


def test_an_empty_column_of_effort_is_none() -> None:
    """The first column of effort with any data counts; a column without any is as none."""
    nothing = [None] * 10
    assert effort_name(golden(hours=nothing).measured(View())) is None
    assert why_not_drawn(golden(hours=nothing).measured(View()), "effort") == "no effort data"
    assert effort_name(golden(hours=nothing, cost_to_serve=HOURS).measured(View())) == "cost_to_serve"


def test_effort_that_is_zero_says_why_there_is_no_curve() -> None:
    """A column of zeros is effort data, but no share can be taken of it."""
    found = drawn_curve(golden(hours=[0.0] * 10).measured(View(curve="effort")))
    assert found.undefined == "the total effort is not above zero"


def test_a_whale_without_accounts_says_so() -> None:
    """A filter that leaves no customer with a profit leaves no whale curve."""
    source = portfolio([10.0, None], kinds=["customer", "prospect"], profit=[1.0, None])
    found = drawn_curve(Measuring(source).measured(View(curve="whale", filter="kind = 'prospect'")))
    assert (found.points, found.undefined) == ((), "no accounts")


def test_another_curve_is_not_another_view() -> None:
    """The curve alone changed: table, figures and what was worked out before are the same objects, nothing is measured again."""
    measuring = whole()
    one = measuring.measured(View())
    other = measuring.measured(View(curve="whale"))
    assert other.table is one.table
    assert other.kept is one.kept
    assert other.view.curve == "whale"
    assert drawn_curve(one, "effort") is drawn_curve(other, "effort")
    assert measuring.measured(View(Measure("profit"), curve="whale")).kept is not one.kept


def test_a_view_without_customers_has_no_revenue_figures() -> None:
    """Prospects never enter revenue figures: a view of them says whose figures these are; one of customers without revenue says that."""
    source = portfolio([10.0, None, None], kinds=["customer", "prospect", "customer"], potential=[20.0, 30.0, None])
    measuring = Measuring(source)
    prospects = measuring.measured(View(filter="kind = 'prospect'"))
    assert prospects.figures.concentration.undefined == "no account in view is a customer, and only these have revenue figures"
    assert drawn_curve(prospects).undefined == prospects.figures.concentration.undefined
    assert prospects.figures.concentration.gini is None
    without = measuring.measured(View(filter="id = '002'"))
    assert without.figures.concentration.undefined == "no account in view has a revenue"
    assert measuring.measured(View(filter="id = 'none'")).figures.concentration.undefined == "no accounts"
    assert measuring.measured(View(Measure("potential"), filter="kind = 'prospect'")).figures.concentration.total == 30.0


def test_a_metric_that_the_source_lacks_is_known_before_anything_is_summed() -> None:
    """The sentence names the parts that are missing, also of a period."""
    source = portfolio([1.0], hours=[2.0])
    assert why_no_values(source, "revenue") == ""
    assert why_no_values(source, "profit") == "no such column, and revenue - cost - cost_to_serve lacks cost and cost_to_serve"
    assert why_no_values(source, "revenue", "2025").startswith("the period 2025 is not in the data")
    assert why_no_column(source, "margin", "2025") == "no such column by period"


def test_a_metric_without_any_value_in_a_period_is_undefined() -> None:
    """Revenue of two years, margin of the later one only: in the earlier one margin is undefined, never 0; what one account lacks is 0."""
    years = {"account": pl.Series([0, 1, 0, 1], dtype=pl.UInt32), "date": [dt.date(2024, 1, 1), dt.date(2024, 1, 1), dt.date(2025, 1, 1), dt.date(2025, 1, 1)]}
    periods = pl.DataFrame({**years, "revenue": [5.0, 6.0, 7.0, 8.0], "margin": [None, None, 3.0, None]})
    source = replace(portfolio([7.0, 8.0], margin=[3.0, None]), periods=periods, grain="year")
    assert why_no_values(source, "margin", "2024") == "the source has no margin in 2024"
    assert why_no_values(source, "margin", "2025") == ""
    assert period_values(source, "margin", "2024").values.null_count() == 2
    assert period_values(source, "margin", "2025").values.to_list() == [3.0, 0.0]
    measured = Measuring(source).measured(View(Measure("margin", "2024")))
    assert measured.book.undefined == drawn_curve(measured).undefined == "the source has no margin in 2024"
    assert measured.figures.concentration.gini is None


def classes_of(measured: Measured) -> dict[str, tuple[int, float]]:
    """Return accounts and share of each class as the figures have them."""
    return {name: (part.accounts, part.share or 0.0) for name, part in measured.figures.classes.items()}


@settings(max_examples=60, deadline=None)
@given(
    revenue=st.lists(st.sampled_from([-5.0, 0.0, 1.0, 2.0, 2.0, 7.5, 40.0, 1000.0]), min_size=1, max_size=40).filter(lambda values: max(values) > 0),
    cut=st.tuples(st.floats(0, 1), st.floats(0, 1)),
    by=st.sampled_from(["value", "accounts"]),
    said=st.dictionaries(st.integers(0, 39), st.sampled_from(["A", "B", "C"]), max_size=5),
)
def test_the_preview_is_what_is_applied(revenue: list[float], cut: tuple[float, float], by: str, said: dict[int, str]) -> None:
    """Counts and shares of the classes at any lines are those of a book made with them, whatever plans say of single accounts."""
    lines = ClassLines(min(cut), max(cut), "value" if by == "value" else "accounts")
    measuring = Measuring(portfolio(list(revenue)))
    if said:
        plans = pl.DataFrame({"id": [f"{place:03}" for place in said], "abc_class": list(said.values())}, schema={"id": pl.String, "abc_class": pl.String})
        measuring.with_plans(plans)
    preview = class_preview(measuring.measured(View()))(lines)
    applied = classes_of(measuring.measured(View(lines=lines)))
    assert {name: part.accounts for name, part in preview.items()} == {name: count for name, (count, _) in applied.items()}
    assert [part.share for part in preview.values()] == pytest.approx([share for _, share in applied.values()])


def test_the_preview_of_the_golden_vector() -> None:
    """A to 80% is 4 accounts with 82%; the largest 20% of accounts are 2 with 58%."""
    preview = class_preview(whole().measured(View()))
    assert [(part.accounts, round(part.share or 0, 2)) for part in preview(ClassLines()).values()] == [(4, 0.82), (4, 0.15), (2, 0.03)]
    assert [part.accounts for part in preview(ClassLines(0.2, 0.5, "accounts")).values()] == [2, 3, 5]


def test_a_book_without_value_has_no_shares_at_any_lines() -> None:
    """Accounts are counted; the share they hold is undefined, not 0."""
    nothing = class_preview(Measuring(portfolio([0.0, -5.0])).measured(View()))(ClassLines())
    assert [(part.accounts, part.share) for part in nothing.values()] == [(0, None), (0, None), (2, None)]


@pytest.mark.parametrize(
    ("text", "a", "b", "by"), [("80/95", 0.8, 0.95, "value"), ("20/50:accounts", 0.2, 0.5, "accounts"), (" 17.5% / 40 : Value", 0.175, 0.4, "value")]
)
def test_class_lines_of_the_command_line(text: str, a: float, b: float, by: str) -> None:
    """They stand in the place of the config's, which counted something else."""
    found = with_options(Config(classes_by="accounts"), {"classes": text})
    assert (found.classes_a, found.classes_b) == pytest.approx((a, b))
    assert found.classes_by == by


@pytest.mark.parametrize("text", ["80", "x/y", "80/120", "-1/20", "80/95:people", "nan/95", "95/80", "80/80"])
def test_wrong_class_lines_are_answered(text: str) -> None:
    """Each with a sentence that says how it reads, or which must be below which."""
    with pytest.raises(StoppedError, match=r"A/B in percent|must end below"):
        with_options(Config(), {"classes": text})


def test_headings_of_further_columns() -> None:
    """The review's by their label, shares of one; our fields by theirs, percent as points; the source's own headers as they are; the plans' as words."""
    found = chosen_columns(["effort_share", "share_of_wallet", "Country", "next_step", "zone"], ["Country", "share_of_wallet", "zone"])
    assert [(column.label, column.unit) for column in found] == [
        ("Effort share", "share"),
        ("Share of wallet", "percent"),
        ("Country", ""),
        ("Next step", ""),
        ("zone", ""),
    ]
    assert can_be_further("region")
    assert not can_be_further("value")


@given(revenue=st.lists(st.sampled_from([-5.0, 0.0, 2.0, 2.0, 40.0, 1000.0]), min_size=1, max_size=30), cut=st.tuples(st.floats(0, 1), st.floats(0, 1)))
@settings(max_examples=40, deadline=None)
def test_other_lines_lead_to_the_same_book_without_sorting(revenue: list[float], cut: tuple[float, float]) -> None:
    """A book whose lines were moved is the one made with these lines from the start: columns, figures and why there are none."""
    source, lines = portfolio(revenue), ClassLines(min(cut), max(cut))
    basis = basis_of(source)
    moved, made = with_lines(book_of(source, Measure(), ClassLines(), basis), lines, basis), book_of(source, Measure(), lines, basis)
    assert moved.columns.equals(made.columns, null_equal=True)
    assert (moved.figures.classes, moved.undefined) == (made.figures.classes, made.undefined)
    assert moved.figures.concentration == made.figures.concentration
