"""The drawn curve: its points, its fixed point, and where one account stands on it."""

from __future__ import annotations

import itertools
from bisect import bisect_right

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from abmtui.portfolio.lorenz import Curve, Ranked, kolkata, lorenz_points, pareto, place, ranked

portfolios = st.lists(st.floats(0.01, 1e9), min_size=1, max_size=400)


def curve_of(values: list[float]) -> Ranked:
    """Values in any order, ranked."""
    return ranked(pl.Series(sorted(values, reverse=True), dtype=pl.Float64))


def height(points: Curve, x: float) -> float:
    """The polyline's height at x."""
    right = min(bisect_right([point[0] for point in points], x), len(points) - 1)
    (x0, y0), (x1, y1) = points[right - 1], points[right]
    return y0 + (y1 - y0) * (x - x0) / (x1 - x0)


def test_the_curve_between_accounts_is_straight() -> None:
    """R DescTools 0.99.59, man/Lc.Rd: of 1, 1, 4 the curve at 0.55 is 0.275 and reaches 0.6 at 0.8."""
    points = lorenz_points(curve_of([1, 1, 4]))
    assert height(points, 0.55) == pytest.approx(0.275, abs=1e-12)
    assert height(points, 0.8) == pytest.approx(0.6, abs=1e-12)


def test_the_published_curve() -> None:
    """Every point that R ineq 0.2-13 gives, Lc(), for the example vector x of its tests/Examples/ineq-Ex.Rout.save."""
    printed = (
        (0.0, 0.0),
        (0.1, 0.00812483104556513),
        (0.2, 0.03009641666416364),
        (0.3, 0.06681584717508185),
        (0.4, 0.11844832247018892),
        (0.5, 0.18508395158141350),
        (0.6, 0.26619709848917189),
        (0.7, 0.36219325383714296),
        (0.8, 0.48690415402637188),
        (0.9, 0.66568047337278102),
        (1.0, 1.0),
    )
    points = lorenz_points(curve_of([541, 1463, 2445, 3438, 4437, 5401, 6392, 8304, 11904, 22261]))
    assert points == tuple(pytest.approx(point, abs=1e-12) for point in printed)


@settings(max_examples=60, deadline=None, derandomize=True, database=None)
@given(portfolios)
def test_any_curve(values: list[float]) -> None:
    """At most 201 points, exact ends, rising, convex, never above the diagonal; k stands on it where 1 - k = L(k)."""
    curve = curve_of(values)
    points = lorenz_points(curve)
    assert len(points) <= 201
    assert (points[0], points[-1]) == ((0.0, 0.0), (1.0, 1.0))
    assert all(left[0] < right[0] and left[1] <= right[1] + 1e-12 for left, right in itertools.pairwise(points))
    assert all(y <= x + 1e-9 for x, y in points)
    slopes = [(right[1] - left[1]) / (right[0] - left[0]) for left, right in itertools.pairwise(points)]
    assert all(left <= right + 1e-6 for left, right in itertools.pairwise(slopes))
    k = kolkata(curve)
    assert height(points, k) == pytest.approx(1 - k, abs=1e-9)


@settings(max_examples=60, deadline=None, derandomize=True, database=None)
@given(portfolios)
def test_pareto_is_the_mirror(values: list[float]) -> None:
    """P(p) = 1 - L(1 - p), and the mirror of the mirror is the curve."""
    points = lorenz_points(curve_of(values))
    mirror = pareto(points)
    assert (mirror[0], mirror[-1]) == ((0.0, 0.0), (1.0, 1.0))
    assert all(y >= x - 1e-9 for x, y in mirror)
    assert [pytest.approx(point) for point in points] == list(pareto(mirror))


@settings(max_examples=60, deadline=None, derandomize=True, database=None)
@given(st.lists(st.floats(0.01, 1e9), min_size=1, max_size=60))
def test_each_account_stands_on_the_curve(values: list[float]) -> None:
    """With all points drawn, every account's own point is one of them; the largest is the end."""
    curve = curve_of(values)
    points = lorenz_points(curve)
    places = [place(curve, larger) for larger in range(len(values) - 1, -1, -1)]
    assert places[-1] == (1.0, 1.0)
    assert [pytest.approx(point, abs=1e-12) for point in points[1:]] == places


def test_a_curve_over_losses_dips_below_the_axis() -> None:
    """Of the worked profits the six earning accounts make 119% of the net total: 40% of accounts hold -19%."""
    curve = ranked(pl.Series([260.0, 180, 90, 40, 20, 5, -10, -15, -30, -40]))
    points = lorenz_points(curve)
    assert min(points, key=lambda point: point[1]) == pytest.approx((0.4, -0.19))
    k = kolkata(curve)
    assert height(points, k) == pytest.approx(1 - k, abs=1e-12)


def test_a_long_curve_over_losses_keeps_its_ends_and_its_dip() -> None:
    """Half of ten thousand accounts lose money."""
    values = sorted((float(value) for value in range(-4_000, 6_000)), reverse=True)
    points = lorenz_points(ranked(pl.Series(values)))
    assert len(points) <= 201
    assert (points[0], points[-1]) == ((0.0, 0.0), (1.0, 1.0))
    assert min(y for _, y in points) == pytest.approx(-sum(range(4_001)) / sum(values), rel=1e-3)


def test_nothing_ranked_is_nothing() -> None:
    """No account: no total."""
    assert (ranked(pl.Series([], dtype=pl.Float64)).n, ranked(pl.Series([], dtype=pl.Float64)).total) == (0, 0.0)
