"""Concentration figures held to worked vectors, to published values and to what is true of any portfolio."""

from __future__ import annotations

import itertools
import math
from typing import TYPE_CHECKING

import polars as pl
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from abmtui.portfolio.concentration import Concentration, accounts_to, concentration, concentration_of, gini_grouped
from abmtui.portfolio.lorenz import ranked

if TYPE_CHECKING:
    from random import Random

REVENUE = [1000, 620, 400, 260, 170, 110, 80, 60, 45, 35]
PROFIT = [260, 180, 90, 40, 20, 5, -10, -15, -30, -40]
FIGURES = ("gini", "k", "top_20_percent_share", "hhi", "effective_accounts", "hoover", "cr1", "cr5", "cr10")

money = st.floats(0.01, 1e9)
portfolios = st.lists(money, min_size=1, max_size=60)


def of(*values: float) -> Concentration:
    """The figures of values in any order."""
    return concentration_of(pl.Series(values, dtype=pl.Float64))


def with_zeros(values: list[float]) -> Concentration:
    """The figures of values >= 0, zeros counted as accounts."""
    return concentration(ranked(pl.Series(sorted(values, reverse=True), dtype=pl.Float64)), pl.Series([], dtype=pl.Float64))


def figure(found: Concentration, name: str) -> float:
    """A figure that is defined."""
    value = getattr(found, name)
    assert value is not None
    return float(value)


@pytest.mark.parametrize(
    ("name", "expected", "tolerance"),
    [
        ("total", 2780, 0),
        ("n", 10, 0),
        ("gini", 0.539928, 5e-7),
        ("gini_corrected", 0.599920, 5e-7),
        ("k", 0.710914, 5e-7),
        ("top_20_percent_share", 0.582734, 5e-7),
        ("top_20_percent_share_whole", 0.582734, 5e-7),
        ("accounts_to_80_percent", 4, 0),
        ("hhi", 2156.009, 5e-4),
        ("hhi_normalised", 0.128445, 5e-7),
        ("effective_accounts", 4.6382, 5e-5),
        ("hoover", 0.426619, 5e-7),
        ("cr1", 1000 / 2780, 1e-12),
        ("cr5", 2450 / 2780, 1e-12),
        ("cr10", 1, 0),
    ],
)
def test_the_worked_vector(name: str, expected: float, tolerance: float) -> None:
    """Ten accounts, each figure computed by hand."""
    assert figure(of(*REVENUE), name) == pytest.approx(expected, abs=tolerance)


@pytest.mark.parametrize(("values", "rsv", "ctr_bs"), [(PROFIT, 0.704348, 0.818182), ([-7, -15, 11, -10, 2, 4, 40], 0.699839, 0.965403)])
def test_negative_values_add_two_figures_under_their_own_names(values: list[float], rsv: float, ctr_bs: float) -> None:
    """The headline stays that of the positive accounts."""
    found = of(*values)
    assert figure(found, "gini_rsv") == pytest.approx(rsv, abs=5e-7)
    assert figure(found, "gini_ctr_bs") == pytest.approx(ctr_bs, abs=5e-7)
    assert found.gini == of(*(value for value in values if value > 0)).gini


@pytest.mark.parametrize(
    ("values", "expected", "tolerance"),
    [
        # R ineq 0.2-13, tests/Examples/ineq-Ex.Rout.save: ineq(x), conc(x); Gini(x, corr = TRUE), Gini(y, corr = TRUE)
        ([541, 1463, 2445, 3438, 4437, 5401, 6392, 8304, 11904, 22261], {"gini": 0.4620911, "hhi": 1840.812}, 5e-4),
        ([541, 1463, 2445, 3438, 4437, 5401, 6392, 8304, 11904, 22261], {"gini": 0.4620911}, 5e-8),
        ([50 / 9] * 9 + [50], {"gini_corrected": 0.4444444}, 5e-8),
        ([2] * 5 + [18] * 5, {"gini_corrected": 0.4444444}, 5e-8),
        # R REAT 3.0.3, man/gini.Rd and man/herf.Rd (Doersam 2004, market concentration)
        ([20, 50, 20, 10], {"gini": 0.3, "gini_corrected": 0.4, "hhi_normalised": 0.12, "effective_accounts": 2.94}, 5e-3),
        ([20, 50, 20, 10], {"gini": 0.3, "gini_corrected": 0.4, "hhi": 3400}, 1e-9),
        # The same: gross domestic product of the German states, 2015
        (
            [460.69, 549.19, 124.16, 65.29, 31.59, 109.27, 263.44, 39.87, 258.53, 645.59, 131.95, 35.03, 112.66, 56.22, 85.61, 56.81],
            {"gini": 0.5009},
            5e-4,
        ),
        (
            [460.69, 549.19, 124.16, 65.29, 31.59, 109.27, 263.44, 39.87, 258.53, 645.59, 131.95, 35.03, 112.66, 56.22, 85.61, 56.81],
            {"hhi": 1250},
            5,
        ),
        # Investopedia, "Herfindahl-Hirschman Index (HHI)": eight firms, 1,296
        ([10, 9, 12, 15, 12, 11, 15, 16], {"hhi": 1296}, 1e-8),
    ],
)
def test_published_values(values: list[float], expected: dict[str, float], tolerance: float) -> None:
    """Figures that others printed for data they printed too."""
    found = of(*values)
    for name, value in expected.items():
        assert figure(found, name) == pytest.approx(value, abs=tolerance)


def test_zeros_are_accounts_of_the_functions() -> None:
    """One account that holds all of a thousand: (n - 1) / n, which github oliviaguest/gini prints as 0.9989 for adding 1e-7 to each value."""
    found = with_zeros([1.0] + [0.0] * 999)
    assert found.gini == pytest.approx(0.999, abs=1e-12)
    assert found.hoover == pytest.approx(0.999, abs=1e-12)
    assert found.accounts_to_80_percent == 1


@pytest.mark.parametrize(
    ("values", "weights", "expected"),
    [([5, 10, 40], [6, 3, 1], 0.39), ([40, 5, 10], [1, 6, 3], 0.39), ([], [], None), ([1, 2], [0, 0], None), ([0, 0], [1, 1], None)],
)
def test_groups_are_weighted(values: list[float], weights: list[float], expected: float | None) -> None:
    """Ten accounts in three groups give 0.39; no weight or no value gives nothing."""
    found = gini_grouped(pl.Series(values, dtype=pl.Float64), pl.Series(weights, dtype=pl.Float64))
    assert found == (None if expected is None else pytest.approx(expected, abs=1e-12))


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ([], "no accounts"),
        ([None], "no accounts"),
        ([0.0, 0.0], "no account has a value above zero"),
        ([-5.0, 0.0], "no account has a value above zero"),
        ([1e308, 1e308, -1.0], "the total is too large to compute with"),
    ],
)
def test_without_a_positive_total_every_headline_is_undefined_with_a_reason(values: list[float | None], reason: str) -> None:
    """Never 0, never NaN."""
    found = concentration_of(pl.Series(values, dtype=pl.Float64))
    assert found.undefined == reason
    assert all(getattr(found, name) is None for name in (*FIGURES, "gini_corrected", "hhi_normalised", "accounts_to_80_percent", "gini_ctr_bs"))


def test_a_negative_net_total_leaves_only_rsv() -> None:
    """CTR/BS divides by the net total."""
    found = of(10, -30)
    assert figure(found, "gini_rsv") == pytest.approx(0.5)
    assert found.gini_ctr_bs is None
    assert of(-30).gini_rsv == pytest.approx(0.0)


def test_losses_too_small_to_count_leave_the_plain_figure() -> None:
    """A credit note of 1e-35 beside 2.0 changes no sum."""
    assert of(2.0, -1e-35).gini_ctr_bs == pytest.approx(0.5)


def test_one_account() -> None:
    """Gini and Hoover are 0; what divides by n - 1 is undefined."""
    found = of(7)
    assert (found.gini, found.hoover, found.k, found.top_20_percent_share, found.cr10) == (0, 0, 0.5, 0.2, 1)
    assert (found.gini_corrected, found.hhi_normalised) == (None, None)


@pytest.mark.parametrize(("values", "expected"), [([8.0, 2.0], 1), ([0.1] * 10, 8), ([0.7] * 100, 80), ([1 / 3] * 1000, 800), ([1.0] * 3, 3)])
def test_exactly_80_percent_is_reached_in_spite_of_rounding(values: list[float], expected: int) -> None:
    """Ten times 0.1 needs eight accounts, although eight of them add up to less than 0.8 times their sum."""
    assert of(*values).accounts_to_80_percent == expected


def test_the_whole_is_reached_by_the_last_account() -> None:
    """A share of one never asks for more accounts than there are."""
    assert accounts_to(ranked(pl.Series([3.0, 2.0, 1.0])), 1.0) == 3
    assert accounts_to(ranked(pl.Series([1.0])), 1.0000001) == 1


@settings(max_examples=60, deadline=None, derandomize=True, database=None)
@given(portfolios)
def test_bounds(values: list[float]) -> None:
    """Every figure stays where its formula says, for any portfolio."""
    found, n = of(*values), len(values)
    slack = 1e-9
    assert 0 <= figure(found, "hoover") <= figure(found, "gini") + slack <= 1 - 1 / n + 2 * slack
    assert 0.5 - slack <= figure(found, "k") < 1
    assert 10_000 / n - 1e-6 <= figure(found, "hhi") <= 10_000 + 1e-6
    assert 1 - slack <= figure(found, "effective_accounts") <= n + 1e-6
    assert 0.2 - slack <= figure(found, "top_20_percent_share") <= figure(found, "top_20_percent_share_whole") + slack <= 1 + 2 * slack
    assert 1 <= figure(found, "accounts_to_80_percent") <= n
    assert figure(found, "cr1") <= figure(found, "cr5") + slack <= figure(found, "cr10") + 2 * slack <= 1 + 3 * slack


@settings(max_examples=60, deadline=None, derandomize=True, database=None)
@given(portfolios, st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_matter(values: list[float], random: Random) -> None:
    """A shuffled portfolio has the same figures."""
    shuffled = list(values)
    random.shuffle(shuffled)
    assert of(*shuffled) == of(*values)


@settings(max_examples=60, deadline=None, derandomize=True, database=None)
@given(portfolios, st.floats(0.001, 1000))
def test_the_currency_does_not_matter(values: list[float], rate: float) -> None:
    """Every value times the same rate: every figure but the total stays."""
    before, after = of(*values), of(*(value * rate for value in values))
    for name in FIGURES:
        assert figure(after, name) == pytest.approx(figure(before, name), rel=1e-6, abs=1e-9)


@settings(max_examples=60, deadline=None, derandomize=True, database=None)
@given(st.lists(money, min_size=1, max_size=20), st.integers(2, 4))
def test_a_portfolio_and_its_copy_are_as_unequal(values: list[float], copies: int) -> None:
    """Gini, Hoover, k and the top 20% are of the population; HHI falls to a share of it."""
    before, after = of(*values), of(*values * copies)
    for name in ("gini", "hoover", "k", "top_20_percent_share"):
        assert figure(after, name) == pytest.approx(figure(before, name), abs=1e-9)
    assert figure(after, "hhi") == pytest.approx(figure(before, "hhi") / copies)


@settings(max_examples=60, deadline=None, derandomize=True, database=None)
@given(st.lists(money, min_size=2, max_size=40))
def test_merging_two_accounts_never_lowers_hhi_or_cr1(values: list[float]) -> None:
    """A parent is at least as concentrated as its subsidiaries apart."""
    before, after = of(*values), of(values[0] + values[1], *values[2:])
    assert figure(after, "hhi") >= figure(before, "hhi") - 1e-6
    assert figure(after, "cr1") >= figure(before, "cr1") - 1e-12


@settings(max_examples=60, deadline=None, derandomize=True, database=None)
@given(st.lists(money, min_size=2, max_size=40), st.floats(0.01, 1))
def test_giving_from_large_to_small_never_raises_gini(values: list[float], part: float) -> None:
    """The principle of transfers."""
    large, *middle, small = sorted(values, reverse=True)
    gift = (large - small) / 2 * part
    assert figure(of(large - gift, *middle, small + gift), "gini") <= figure(of(*values), "gini") + 1e-9


@settings(max_examples=60, deadline=None, derandomize=True, database=None)
@given(portfolios)
def test_gini_is_the_mean_difference(values: list[float]) -> None:
    """Sum |y_i - y_j| / (2 n^2 mean), the definition, and Hoover as half the sum of |s - 1/n|."""
    found, n, total = of(*values), len(values), math.fsum(values)
    pairs = math.fsum(abs(one - other) for one in values for other in values)
    assert figure(found, "gini") == pytest.approx(pairs / (2 * n * total), abs=1e-9)
    assert figure(found, "hoover") == pytest.approx(math.fsum(abs(value / total - 1 / n) for value in values) / 2, abs=1e-9)


@settings(max_examples=60, deadline=None, derandomize=True, database=None)
@given(st.lists(st.floats(-1e6, 1e6), min_size=2, max_size=30))
def test_figures_over_negatives_follow_their_definitions(values: list[float]) -> None:
    """RSV by all pairs; CTR/BS by summing the curve's area below the axis piece by piece; both at most 1."""
    n, net, ascending = len(values), math.fsum(values), sorted(values)
    assume(ascending[0] < 0 and net > 1)
    found = of(*values)
    pairs = math.fsum(abs(one - other) for one in values for other in values)
    assert figure(found, "gini_rsv") == pytest.approx(pairs / (2 * n * math.fsum(map(abs, values))), abs=1e-9)
    curve = [math.fsum(ascending[:count]) / net for count in range(n + 1)]
    below = area = 0.0
    for left, right in itertools.pairwise(curve):
        area += (left + right) / 2 / n
        low = [min(left, 0.0), min(right, 0.0)]
        crossing = abs(left) / (right - left) if left < 0 < right else 1.0
        below += abs(sum(low)) / 2 / n * crossing
    assert figure(found, "gini_ctr_bs") == pytest.approx((1 - 2 * area) / (1 + 2 * below), rel=1e-6)
    assert figure(found, "gini_ctr_bs") <= 1 + 1e-9
