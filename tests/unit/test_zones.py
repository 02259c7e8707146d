"""Value bands and zones of marketing: where the lines fall, for any book and any lines."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from abmtui.portfolio.book import Measure, basis_of, book_of, value_metric, with_programmes
from abmtui.portfolio.classes import ClassLines
from abmtui.portfolio.model import Portfolio
from abmtui.portfolio.rules import ZoneLines
from abmtui.portfolio.zones import ABM, MASS, TARGETED, UNDEFINED, Basis, Lines, band_lines, known_words, outside_lines, zoned

if TYPE_CHECKING:
    from abmtui.portfolio.book import Book

REVENUE = [1000, 620, 400, 260, 170, 110, 80, 60, 45, 35]
"""The golden vector: class A is the 4 largest, B the next 4, C the last 2."""


def made(revenue: list[Any], *, lines: ClassLines | None = None, said: Basis | None = None, **columns: list[Any]) -> Book:
    """The book of accounts with these revenues; `kind`, `needs` and `potential` by name."""
    count = len(revenue)
    frame = pl.DataFrame(
        {"id": [str(row) for row in range(count)], "kind": columns.pop("kind", ["customer"] * count), "revenue": revenue, **columns}, strict=False
    )
    numbers = [name for name in ("revenue", "needs", "potential") if name in frame.columns]
    portfolio = Portfolio(frame.with_columns(pl.col("id").alias("name"), *(pl.col(name).cast(pl.Float64) for name in numbers)))
    return book_of(portfolio, Measure(), lines or ClassLines(), said)


def placed(book: Book, zones: ZoneLines | None = None) -> tuple[list[str | None], list[str | None]]:
    """The bands and the zones of all accounts."""
    found = zoned(book.columns, book.ranking, book.basis if zones is None else replace(book.basis, zone_lines=zones))
    return found["band"].to_list(), found["zone"].to_list()


def test_bands_follow_the_classes_unless_they_have_lines_of_their_own() -> None:
    """A is the top band, C the low one; lines of their own are shares of the value counted from the largest; the smallest above a line is its money."""
    book = made(REVENUE)
    assert placed(book)[0] == ["top"] * 4 + ["middle"] * 4 + ["low"] * 2
    assert band_lines(book, ZoneLines()) == Lines(260, 60)
    assert placed(book, ZoneLines(top=0.5, low=0.9))[0] == ["top"] * 2 + ["middle"] * 4 + ["low"] * 4
    assert band_lines(book, ZoneLines(top=0.5, low=0.9)) == Lines(620, 110)
    assert band_lines(book, ZoneLines(low=0.9)) == Lines(260, 110)
    assert band_lines(book, ZoneLines(top=0.5)) == Lines(620, 60)
    assert placed(book, ZoneLines(top=0.9, low=0.5))[0] == ["top"] * 6 + ["low"] * 4


def test_ties_stay_together() -> None:
    """Ten equal accounts are all in the top band, wherever its line is."""
    assert placed(made([7] * 10), ZoneLines(top=0.1, low=0.2))[0] == ["top"] * 10


@pytest.mark.parametrize(
    ("needs", "zones"),
    [
        ([1, 1, 1], [ABM, TARGETED, MASS]),
        ([None, None, None], [ABM, TARGETED, UNDEFINED]),
        ([5, 5, 5], [ABM, TARGETED, TARGETED]),
        ([2, 2, 2], [ABM, TARGETED, MASS]),
        ([2.5, 2.5, 2.5], [ABM, TARGETED, TARGETED]),
        ([0, 0, 0], [ABM, TARGETED, UNDEFINED]),
        ([6, 6, 6], [ABM, TARGETED, UNDEFINED]),
    ],
)
def test_the_zones_on_value_and_needs(needs: list[float | None], zones: list[str]) -> None:
    """ABM is the whole top band, mass marketing the corner of low value and homogeneous needs; a score outside 1 to 5 is none."""
    assert placed(made([80, 15, 5], needs=needs))[1] == zones


def test_prospects_and_partners_stand_by_their_potential() -> None:
    """Against the book's lines in money; without a potential they stand nowhere; a customer's potential is no value of the book of revenue."""
    kind = ["customer", "customer", "customer", "prospect", "prospect", "partner", "Prospect ", "prospect", "customer"]
    book = made(
        [80, 15, 5, None, None, None, None, None, None], kind=kind, potential=[1, 1, 999, 80, 79.99, 15, 14.99, None, 999], needs=[None] * 6 + [1, 1, 1]
    )
    assert placed(book) == (
        ["top", "middle", "low", "top", "middle", "middle", "low", None, None],
        [ABM, TARGETED, UNDEFINED, ABM, TARGETED, TARGETED, MASS, None, None],
    )
    assert book.columns["programme"].to_list() == ["ABM", "DRM", "DRM", "ABM", "DRM", "DRM", "DRM", None, None]


def test_without_accounts_above_a_line_no_prospect_reaches_it() -> None:
    """A book without revenue has no bands; where class A is empty, a prospect reaches the middle."""
    assert placed(made([None, None], kind=["prospect", "customer"], potential=[9, 9]))[0] == [None, None]
    nothing_in_a = made([60, 40, None], kind=["customer", "customer", "prospect"], potential=[None, None, 999], lines=ClassLines(0.0, 0.5))
    assert band_lines(nothing_in_a, ZoneLines()) == Lines(None, 60)
    assert placed(nothing_in_a)[0] == ["middle", "low", "middle"]


def test_an_infinite_potential_is_none() -> None:
    """It would top every line."""
    assert placed(made([80, None], kind=["customer", "prospect"], potential=[None, float("inf")]))[0] == ["top", None]


def test_plans_say_zones_and_classes() -> None:
    """A zone that a plan says holds everywhere; a class that it says moves the band where the band follows the class; other words say nothing."""
    said = Basis(said_class=pl.Series(["C", None, "A", "X"]), said_zone=pl.Series([None, "mass marketing", None, "undefined"]), needs=pl.Series([1, 1, 1, 1]))
    book = made([80, 15, 4, 1], said=said)
    assert book.columns["class"].to_list() == ["C", "B", "A", "C"]
    assert placed(book) == (["low", "middle", "top", "low"], [MASS, MASS, ABM, MASS])
    assert placed(book, ZoneLines(top=0.5, low=0.95))[0] == ["top", "middle", "low", "low"]
    assert {name: held.accounts for name, held in book.figures.classes.items()} == {"A": 1, "B": 1, "C": 2}


def test_a_potential_is_held_against_revenue() -> None:
    """The book's own lines, in a book of another metric those of the ranking that stands beside it."""
    book, other = made(REVENUE), made([9, 1])
    assert outside_lines(book, ZoneLines()) == Lines(260, 60)
    beside = with_programmes(other, replace(other.basis, outside=book.ranking))
    assert (outside_lines(beside, ZoneLines()), band_lines(beside, ZoneLines())) == (Lines(260, 60), Lines(9, 1))


def test_programmes_are_decided_anew_without_another_book() -> None:
    """The ranking is the same; only the programmes follow the new rules."""
    book = made([80, 15, 5], needs=[1, 1, 1])
    other = with_programmes(book, replace(book.basis, programmes={"targeted": "ABM"}))
    assert other.ranking is book.ranking
    assert other.columns["programme"].to_list() == ["ABM", "ABM", "DRM"]


def test_what_accounts_are_weighed_by() -> None:
    """Revenue; potential only where nobody has revenue."""
    customers = pl.DataFrame({"id": ["1"], "kind": ["customer"], "revenue": [1.0], "potential": [1.0]})
    assert value_metric(Portfolio(customers)) == "revenue"
    assert value_metric(Portfolio(customers.drop("revenue"))) == "potential"
    assert value_metric(Portfolio(customers.with_columns(kind=pl.lit("prospect")))) == "potential"
    assert value_metric(Portfolio(customers.drop("revenue", "potential"))) == "revenue"


def test_what_the_source_says_beside_the_book() -> None:
    """Needs of all, potential of those who are no customers; nothing where there is none."""
    accounts = pl.DataFrame({"id": ["1", "2"], "kind": ["customer", "prospect"], "revenue": [1.0, None], "needs": [2.0, 3.0], "potential": [5.0, 6.0]})
    found = basis_of(Portfolio(accounts))
    assert found.needs is not None
    assert found.needs.to_list() == [2, 3]
    assert found.potential is not None
    assert found.potential.to_list() == [None, 6]
    assert basis_of(Portfolio(accounts.head(1))).potential is None
    assert basis_of(Portfolio(accounts.drop("needs", "potential"))).needs is None


def test_only_known_words_count() -> None:
    """None of them, and there is nothing to lay over the rule."""
    assert known_words(None, ("A",)) is None
    assert known_words(pl.Series([None, "B"]), ("A",)) is None
    found = known_words(pl.Series([None, "B", "A"]), ("A",))
    assert found is not None
    assert found.to_list() == [None, None, "A"]


ACCOUNTS = st.lists(st.tuples(st.integers(-5, 60), st.one_of(st.none(), st.integers(1, 5))), min_size=1, max_size=30)
ORDER = {"low": 0, "middle": 1, "top": 2}
LINES = st.builds(lambda one, other, h: ZoneLines(min(one, other), max(one, other), h), st.floats(0.05, 0.95), st.floats(0.05, 0.95), st.integers(1, 4))


@settings(max_examples=35, deadline=None, derandomize=True, database=None)
@given(ACCOUNTS, st.one_of(st.just(ZoneLines()), LINES), st.randoms(use_true_random=False))
def test_zones_of_any_book(accounts: list[tuple[int, int | None]], zones: ZoneLines, chance: Any) -> None:
    """Every account of the book has one zone; neither the order of rows nor the unit of money moves one; equal values share a band; larger ones are never lower."""
    values, needs = [value for value, _ in accounts], [score for _, score in accounts]
    bands, found = placed(made(values, needs=needs), zones)
    assert None not in found
    ordered = sorted(zip(values, bands, strict=True))
    assert all(ORDER[str(one[1])] <= ORDER[str(other[1])] for one, other in pairwise(ordered) if one[0] <= other[0] and one[0] != other[0])
    assert all(one[1] == other[1] for one in ordered for other in ordered if one[0] == other[0] and one[0] > 0)
    moved = list(range(len(values)))
    chance.shuffle(moved)
    assert placed(made([values[row] for row in moved], needs=[needs[row] for row in moved]), zones)[1] == [found[row] for row in moved]
    book = made([value * 1000 for value in values], needs=needs)
    assert placed(book, zones)[1] == found
    one, thousand = band_lines(made(values), zones), band_lines(book, zones)
    assert [line and line * 1000 for line in one] == list(thousand)


@settings(max_examples=35, deadline=None, derandomize=True, database=None)
@given(ACCOUNTS, st.integers(0, 29), st.integers(1, 40))
def test_more_needs_never_lead_into_mass_marketing_and_more_value_never_into_a_lower_band(
    accounts: list[tuple[int, int | None]], which: int, more: int
) -> None:
    """One account changed, the rest as they are."""
    row = which % len(accounts)
    values, needs = [value for value, _ in accounts], [score for _, score in accounts]
    bands, found = placed(made(values, needs=needs))
    raised = [min(5, (score or 0) + 1) if place == row and score is not None else score for place, score in enumerate(needs)]
    after = placed(made(values, needs=raised))[1]
    assert after[row] != MASS or found[row] == MASS
    larger = [value + more if place == row else value for place, value in enumerate(values)]
    assert ORDER[str(placed(made(larger, needs=needs))[0][row])] >= ORDER[str(bands[row])]
