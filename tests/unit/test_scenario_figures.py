"""Every figure before and after a scenario, and what losing the largest accounts does."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from abmtui.portfolio.book import ClassLines, Measure, book_of, major_customers
from abmtui.portfolio.common_control import Control, control_of
from abmtui.portfolio.losses import losses_of
from abmtui.portfolio.model import Portfolio
from abmtui.portfolio.scenario import applied
from abmtui.portfolio.scenario_changes import Lose, Who
from abmtui.portfolio.scenario_figures import Facts, Figure, compared, facts_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from abmtui.portfolio.book import Book

REVENUE = [1000.0, 620.0, 400.0, 260.0, 170.0, 110.0, 80.0, 60.0, 45.0, 35.0]
HOURS = [120.0, 90.0, 80.0, 70.0, 90.0, 85.0, 100.0, 110.0, 130.0, 125.0]
PROFIT = [260.0, 180.0, 90.0, 40.0, 20.0, 5.0, -10.0, -15.0, -30.0, -40.0]


def portfolio(*, parent: Sequence[str | None] | None = None, kind: Sequence[str] | None = None, **columns: Sequence[float | None]) -> Portfolio:
    """Accounts a0, a1 ... called A0, A1 ... with these columns of numbers."""
    count = len(next(iter(columns.values())))
    words: dict[str, Sequence[str | None]] = {
        "id": [f"a{row}" for row in range(count)],
        "name": [f"A{row}" for row in range(count)],
        "kind": kind or ["customer"] * count,
        **({} if parent is None else {"parent": parent}),
    }
    frame = pl.DataFrame(words, schema=dict.fromkeys(words, pl.String))
    return Portfolio(frame.with_columns(pl.Series(name, values, pl.Float64) for name, values in columns.items()))


def book(of: Portfolio, metric: str = "revenue") -> Book:
    """The book of a metric."""
    return book_of(of, Measure(metric), ClassLines())


def facts(of: Portfolio, metric: str = "revenue", effort: str | None = "hours") -> Facts:
    """One side."""
    found = book(of, metric)
    return facts_of(of, found, control_of(of.accounts, found), effort)


def figures(before: Facts, after: Facts) -> dict[str, Figure]:
    """The figures of both sides by key."""
    return {figure.key: figure for figure in compared(before, after)}


GOLDEN = portfolio(revenue=REVENUE, hours=HOURS, profit=PROFIT)


def test_the_golden_vector_before_and_without_its_largest_account() -> None:
    """The figures of the golden vector on the left; on the right those of its other nine accounts."""
    rest = portfolio(revenue=REVENUE[1:], hours=HOURS[1:], profit=PROFIT[1:])
    found = figures(facts(GOLDEN), facts(rest))
    before = {key: figure.before for key, figure in found.items()}
    assert before["total"] == 2780
    assert before["gini"] == pytest.approx(0.539928, abs=1e-6)
    assert before["gini_corrected"] == pytest.approx(0.599920, abs=1e-6)
    assert before["k"] == pytest.approx(0.710914, abs=1e-6)
    assert before["top_20_percent_share"] == pytest.approx(0.582734, abs=1e-6)
    assert before["accounts_to_80_percent"] == 4
    assert before["hhi"] == pytest.approx(2156.009, abs=1e-3)
    assert before["effective_accounts"] == pytest.approx(4.6382, abs=1e-4)
    assert before["hoover"] == pytest.approx(0.426619, abs=1e-6)
    assert before["effort_concentration_index"] == pytest.approx(-0.056, abs=1e-6)
    assert before["effort_kakwani"] == pytest.approx(-0.595928, abs=1e-6)
    assert before["effort_hoover_mismatch"] == pytest.approx(0.460144, abs=1e-6)
    assert before["profit_net_total"] == 500
    assert before["profit_peak"] == pytest.approx(1.19)
    assert (found["total"].after, found["total"].difference) == (1780, -1000)
    assert (found["positive_accounts"].difference, found["major_customers"].before, found["major_customers"].after) == (-1, 3, 3)
    assert (found["class_A_accounts"].before, found["class_A_accounts"].after) == (4, 4)
    assert found["effort_class_A"].before == 360
    assert found["effort_class_A_beyond_share"].before == pytest.approx(360 - 1000 * 2280 / 2780)
    assert {"gini_rsv", "zero_accounts", "negative_total"}.isdisjoint(found)


def test_what_is_undefined_stays_so_with_its_reason() -> None:
    """On either side alone too; a difference needs both sides."""
    nobody = figures(facts(GOLDEN), facts(portfolio(revenue=[0.0, -5.0], hours=[1.0, None]), effort=None))
    reason = "no account has a value above zero"
    undefined = {key: figure.why_after for key, figure in nobody.items() if figure.after is None}
    assert {key for key, why in undefined.items() if why == reason} >= {"total", "major_customers", "k", "gini", "hhi", "cr10", "class_A_share", "effort_total"}
    assert set(undefined.values()) == {reason, undefined["profit_peak"]}
    assert undefined["profit_peak"].startswith("no such column")
    assert nobody["gini"].difference is None
    one = figures(facts(portfolio(revenue=[5.0])), facts(portfolio(revenue=[5.0])))
    assert (one["gini"].before, one["gini_corrected"].why_before) == (0.0, "one account only")
    assert one["effort_total"].why_before == "no effort data"
    assert one["profit_peak"].why_before.startswith("no such column")


def test_a_loss_in_all_has_a_total_but_no_peak() -> None:
    """Net profit is money; its shares are undefined when it is not above zero."""
    found = figures(facts(portfolio(revenue=[5.0, 1.0], profit=[1.0, -3.0])), facts(GOLDEN))
    assert (found["profit_net_total"].before, found["profit_peak"].before) == (-2, None)
    assert found["profit_peak"].why_before == "the net total is not above zero"
    assert found["profit_peak"].difference is None


def test_profit_is_of_customers() -> None:
    """A prospect's profit is none."""
    found = facts(portfolio(revenue=[5.0, 1.0], profit=[1.0, 7.0], kind=["Customer ", "prospect"]))
    assert found.whale.net_total == 1


def test_figures_beside_losses_are_shown_where_there_are_some() -> None:
    """Zero and negative accounts, their total and the Ginis with them."""
    found = figures(facts(portfolio(revenue=[5.0, 0.0, -1.0])), facts(portfolio(revenue=[5.0, 1.0, 2.0])))
    assert (found["zero_accounts"].before, found["zero_accounts"].after) == (1, 0)
    assert (found["negative_accounts"].before, found["negative_total"].before) == (1, -1)
    assert (found["gini_rsv"].after, found["gini_rsv"].why_after) == (None, "no account is negative")


def test_entities_under_common_control_are_one_customer() -> None:
    """ASC 280-10-50-42: two subsidiaries of 6% each are a customer of 12%; the family keeps its name when its parent's own account is lost."""
    of = portfolio(revenue=[6.0, 6.0, 88.0, 0.0], parent=["Group", "Group", None, None])
    assert control_of(of.accounts, book(of)).majors() == ("A2", "Group")
    assert control_of(of.accounts, book(of)).majors(lost=0) == ("A2",)
    under = portfolio(revenue=[2.0, 10.0, 88.0], parent=[None, "a0", None])
    assert control_of(under.accounts, book(under)).majors(lost=0) == ("A2", "A0")
    assert control_of(under.accounts, book(under)).majors(lost=2) == ("A0",)


def test_majors_are_by_revenue_under_any_metric() -> None:
    """As the rule says; by the metric where the source has no revenue."""
    of = portfolio(revenue=[95.0, 5.0, 900.0], margin=[1.0, 9.0, 1.0], kind=["customer", "customer", "prospect"])
    assert control_of(of.accounts, book(of, "margin")).majors() == ("A0",)
    only = portfolio(margin=[1.0, 95.0, None])
    assert control_of(only.accounts, book(only, "margin")).majors() == ("A1",)


def test_control_follows_changes() -> None:
    """Who stays, stays in the family; who is new is one of its own."""
    of = portfolio(revenue=[6.0, 6.0, 88.0], parent=["Group", "Group", None])
    control = control_of(of.accounts, book(of))
    changed = applied(of, [Lose(Who(("A2",)))], lambda _condition: (None, ""))
    assert control.after(changed.origin, changed.portfolio.accounts, book(changed.portfolio)).majors() == ("Group",)
    new = pl.DataFrame({"id": ["n"], "name": ["New"], "kind": ["customer"], "parent": [None], "revenue": [50.0]}, schema=of.accounts.schema)
    more = Portfolio(pl.concat([of.accounts, new]))
    after = control.after(pl.Series([0, 1, 2, None], dtype=pl.UInt32), more.accounts, book(more))
    assert isinstance(after, Control)
    assert after.majors() == ("A2", "New")


def losses(of: Portfolio, limit: float = 0.1, least: int = 10) -> Any:
    """Losses of the book of revenue."""
    found = book(of)
    return losses_of(found, of.accounts, control_of(of.accounts, found), limit, least)


def test_losing_the_largest_accounts() -> None:
    """Each is the book of the others; who reaches the limit is too big; who comes to hold 10% by that is named."""
    found = losses(GOLDEN)
    assert [loss.name for loss in found] == [f"A{row}" for row in range(10)]
    assert [loss.too_big for loss in found] == [True] * 3 + [False] * 7
    first = found[0]
    assert (first.id, first.row, first.value, first.share) == ("a0", 0, 1000, 1000 / 2780)
    without = book(portfolio(revenue=REVENUE[1:])).figures.concentration
    assert (first.after.total, first.after.gini, first.after.hhi, first.after.k) == (1780, without.gini, without.hhi, without.k)
    assert (first.majors, first.new_majors) == (("A1", "A2", "A3"), ("A3",))
    assert [loss.name for loss in losses(GOLDEN, least=0)] == ["A0", "A1", "A2"]
    assert losses(GOLDEN, limit=0.0, least=2)[0].too_big is False


def test_losses_where_little_is_left() -> None:
    """The only account: nothing is left and the figures say why; no account above zero: no losses; a low limit lists 20."""
    (only,) = losses(portfolio(revenue=[5.0, -1.0]))
    assert (only.after.gini, only.after.undefined, only.majors) == (None, "no account has a value above zero", ())
    assert losses(portfolio(revenue=[0.0])) == ()
    assert len(losses(portfolio(revenue=[1.0] * 30), limit=0.01)) == 20


@settings(deadline=None, max_examples=40)
@given(st.lists(st.floats(0.01, 1e6), min_size=2, max_size=15), st.randoms())
def test_losses_are_what_the_scenario_does(revenue: list[float], random: Any) -> None:
    """Losing an account by a change gives the figures that the list of losses says, in any order of the rows."""
    random.shuffle(revenue)
    of = portfolio(revenue=revenue)
    for loss in losses(of):
        changed = applied(of, [Lose(Who((loss.id,)))], lambda _condition: (None, ""))
        after = book(changed.portfolio)
        assert after.figures.concentration.hhi == pytest.approx(loss.after.hhi)
        assert math.isclose(after.figures.concentration.total, loss.after.total)
        assert len(major_customers(after)) == len(loss.majors)
