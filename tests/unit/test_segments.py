"""Segments side by side, held to the figures of the view filtered to each group."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from abmtui.portfolio.book import Book, ClassLines, Measure, book_of, view_of
from abmtui.portfolio.grouping import Grouping, columns_to_group, grouping_of
from abmtui.portfolio.model import Portfolio
from abmtui.portfolio.segments import segments_of
from abmtui.portfolio.view import matching

if TYPE_CHECKING:
    from collections.abc import Sequence

REVENUE = [1000.0, 620.0, 400.0, 260.0, 170.0, 110.0, 80.0, 60.0, 45.0, 35.0]
FIGURES = ("gini", "k", "top_20_percent_share", "accounts_to_80_percent")


def book_over(values: Sequence[float | None], **columns: Sequence[object] | pl.Series) -> tuple[pl.DataFrame, Book]:
    """The accounts with these revenues and further columns, and their book."""
    ids = [f"a{place}" for place in range(len(values))]
    frame = pl.DataFrame(
        {"id": ids, "name": ids, "kind": ["customer"] * len(ids), "revenue": pl.Series(values, dtype=pl.Float64), **columns}, schema_overrides={"id": pl.String}
    )
    return frame, book_of(Portfolio(frame), Measure(), ClassLines())


def near(value: float | None) -> Any:
    """The same figure but for rounding; nothing where it is undefined."""
    return None if value is None else pytest.approx(value, rel=1e-6, abs=1e-9)


def grouped(frame: pl.DataFrame, column: str) -> Grouping:
    """The grouping of a column that can be grouped."""
    found = grouping_of(frame[column])
    assert found is not None
    return found


def test_the_golden_portfolio_as_one_group() -> None:
    """A group of everybody has the figures of the book: Gini 0.539928, k 0.710914, 58.2734%, 4 accounts to 80%."""
    frame, book = book_over(REVENUE, segment=["all"] * 10)
    found = segments_of(book, grouped(frame, "segment"))
    row = found.groups.row(0, named=True)
    assert (round(row["gini"], 6), round(row["k"], 6), round(row["top_20_percent_share"], 6), row["accounts_to_80_percent"]) == (
        0.539928,
        0.710914,
        0.582734,
        4,
    )
    assert (row["group"], row["accounts"], row["positive_accounts"], row["total"], row["share"], row["median"]) == ("all", 10, 10, 2780.0, 1.0, 140.0)
    assert (row["a"], row["b"], row["c"]) == tuple(held.accounts for held in book.figures.classes.values())


def test_two_groups_by_hand() -> None:
    """Ten accounts in two groups: share of the view's total, an odd and an even number of accounts, the largest group first."""
    frame, book = book_over([70.0, 10.0, 10.0, 10.0, 60.0, 40.0], segment=["x", "x", "x", "x", "y", "y"])
    groups = segments_of(book, grouped(frame, "segment")).groups.sort("group")
    assert groups.select("accounts", "total", "share", "accounts_to_80_percent", "median").rows() == [(4, 100.0, 0.5, 2, 10.0), (2, 100.0, 0.5, 2, 50.0)]
    assert groups["gini"].to_list() == [pytest.approx(0.45), pytest.approx(0.1)]
    assert groups["top_20_percent_share"].to_list() == [pytest.approx(0.8 * 0.7), pytest.approx(0.4 * 0.6)]


def test_a_group_without_a_value_above_zero_is_undefined() -> None:
    """Never 0: what has no meaning is null with the reason; zero and negative accounts are counted beside it, and no group is left out."""
    frame, book = book_over([10.0, 0.0, -4.0, None], segment=["x", "y", "y", "z"])
    groups = segments_of(book, grouped(frame, "segment")).groups.sort("group").rows(named=True)
    assert [(row["total"], row["share"], row["undefined"]) for row in groups] == [
        (10.0, 1.0, ""),
        (None, None, "no account has a value above zero"),
        (None, None, "no account has a revenue"),
    ]
    assert [row["missing_accounts"] for row in groups] == [0, 0, 1]
    assert all(groups[1][name] is None for name in (*FIGURES, "median"))
    assert [(row["accounts"], row["positive_accounts"], row["zero_accounts"], row["negative_accounts"], row["negative_total"]) for row in groups] == [
        (1, 1, 0, 0, 0.0),
        (2, 0, 1, 1, -4.0),
        (1, 0, 0, 0, 0.0),
    ]


def test_without_any_total_no_share() -> None:
    """Where no account is above zero the view's total is undefined, and so is every share; too large a total says so."""
    frame, book = book_over([0.0, None], segment=["x", "y"])
    found = segments_of(book, grouped(frame, "segment"))
    assert found.total is None
    assert found.groups["share"].to_list() == [None, None]
    frame, book = book_over([1.7e308, 1.7e308], segment=["x", "x"])
    found = segments_of(book, grouped(frame, "segment"))
    assert found.groups["undefined"].to_list() == ["the total is too large to compute with"]
    assert (found.total, found.groups["gini"].to_list(), found.groups["total"].to_list()) == (None, [None], [None])


def test_a_view_has_the_shares_of_its_own_total() -> None:
    """Under a filter the groups are those of the accounts in view; an account whose mask is unknown is not in view."""
    frame, book = book_over([60.0, 30.0, 10.0, 5.0], segment=["x", "y", "x", "y"])
    found = segments_of(book, grouped(frame, "segment"), pl.Series([False, True, True, None]))
    assert found.groups.select("group", "accounts", "total", "share").rows() == [("y", 1, 30.0, 0.75), ("x", 1, 10.0, 0.25)]


values = st.one_of(st.none(), st.just(0.0), st.integers(-500, 500).map(float), st.floats(0.01, 1e6))
rows = st.lists(st.tuples(values, st.sampled_from(["x", "y", "it's", "", None]), st.booleans()), min_size=1, max_size=40)


@settings(max_examples=40, deadline=None)
@given(rows=rows, by_view=st.booleans())
def test_a_group_is_the_view_filtered_to_it(rows: list[tuple[float | None, str | None, bool]], by_view: bool) -> None:
    """Every figure of every group is the one that the view has once it is filtered by the group's own condition."""
    frame, book = book_over([row[0] for row in rows], segment=pl.Series([row[1] for row in rows], dtype=pl.String))
    mask = pl.Series([row[2] for row in rows]) if by_view else None
    found = segments_of(book, grouped(frame, "segment"), mask)
    for row in found.groups.rows(named=True):
        chosen, _, problem = matching(frame, found.grouping.condition(row["key"]))
        assert problem is None
        assert chosen is not None
        inside = chosen if mask is None else chosen & mask
        figures = view_of(book, inside)
        assert row["accounts"] == inside.sum()
        assert (row["positive_accounts"], row["zero_accounts"], row["negative_accounts"]) == (
            figures.positive_accounts,
            figures.zero_accounts,
            figures.negative_accounts,
        )
        assert row["negative_total"] == pytest.approx(figures.negative_total)
        assert (row["a"], row["b"], row["c"]) == tuple(held.accounts for held in figures.classes.values())
        assert [row[name] for name in FIGURES] == [near(getattr(figures.concentration, name)) for name in FIGURES]
        assert (row["undefined"] == "") == (figures.positive_accounts > 0)
        assert row["missing_accounts"] == figures.missing_accounts
        assert row["total"] == (pytest.approx(figures.concentration.total) if figures.positive_accounts else None)


@settings(max_examples=30, deadline=None)
@given(rows=rows, by=st.sampled_from([0.5, 3.0]), data=st.data())
def test_order_and_scale_change_no_index(rows: list[tuple[float | None, str | None, bool]], by: float, data: st.DataObject) -> None:
    """Accounts in another order, all values times a number: the same indices, the total times that number; accounts and shares of all groups make the whole."""
    frame, book = book_over([row[0] for row in rows], segment=pl.Series([row[1] for row in rows], dtype=pl.String))
    other = data.draw(st.permutations(rows))
    frame2, book2 = book_over([None if row[0] is None else row[0] * by for row in other], segment=pl.Series([row[1] for row in other], dtype=pl.String))
    found, again = (segments_of(one, grouped(table, "segment")) for table, one in ((frame, book), (frame2, book2)))
    groups, same = (one.groups.sort("key", nulls_last=True).rows(named=True) for one in (found, again))
    assert [[row[name] for name in ("key", "accounts", "a", "b")] for row in groups] == [[row[name] for name in ("key", "accounts", "a", "b")] for row in same]
    for one, two in zip(groups, same, strict=True):
        assert [two[name] for name in ("gini", "k", "top_20_percent_share", "share")] == [
            near(one[name]) for name in ("gini", "k", "top_20_percent_share", "share")
        ]
        assert two["total"] == near(None if one["total"] is None else one["total"] * by)
    assert sum(row["accounts"] for row in groups) == len(rows)
    if found.total:
        assert sum(row["share"] or 0.0 for row in groups) == pytest.approx(1.0)


def test_many_groups_at_once() -> None:
    """5,000 groups of ten accounts each have the figures of those ten."""
    frame, book = book_over(REVENUE * 5_000, segment=[f"s{place // 10}" for place in range(50_000)])
    groups = segments_of(book, grouped(frame, "segment")).groups
    assert groups.height == 5_000
    assert groups["gini"].round(6).unique().to_list() == [0.539928]
    assert groups["k"].round(6).unique().to_list() == [0.710914]


SIZES: list[float | None] = [*range(1, 101), None]


@pytest.mark.parametrize(
    ("values", "way", "labels"),
    [
        (pl.Series(["b", "a", "", None, "b"]), "text", ["b", "a", "(none)"]),
        (pl.Series(["b", "a", None], dtype=pl.Enum(["b", "a"])), "text", ["b", "a", "(none)"]),
        (pl.Series([True, False, None]), "flag", ["yes", "no", "(none)"]),
        (pl.Series([1.0, 5.0, None]), "number", ["1", "5", "(none)"]),
        (pl.Series(SIZES, dtype=pl.Float64), "band", ["up to 26", "over 26 to 51", "over 51 to 75", "over 75", "(none)"]),
        (pl.Series([0.25] * 20 + [float(size * 1_000) for size in range(20)]), "band", ["up to 0.25", "over 0.25 to 9,000", "over 9,000"]),
        (pl.Series([dt.date(2020, 1, 1), dt.date(2021, 12, 31), None]), "year", ["2020", "2021", "(none)"]),
        (pl.Series([dt.datetime(2020, 1, 1, 23, 59), None]), "year", ["2020", "(none)"]),  # noqa: DTZ001 - a source's own column has no zone
    ],
)
def test_every_kind_of_column_makes_groups(values: pl.Series, way: str, labels: list[str]) -> None:
    """Texts, flags and few whole numbers as they are, dates by year, other numbers in bands named by their bounds; each account is in the group that its condition finds."""
    frame = values.alias("a column").to_frame()
    grouping = grouped(frame, "a column")
    assert grouping.way == way
    keys = grouping.keys.unique(maintain_order=True)
    assert set(grouping.labels(keys)) == set(labels)
    for key in keys:
        mask, _, problem = matching(frame, grouping.condition(key))
        assert problem is None
        assert mask is not None
        assert mask.to_list() == grouping.keys.eq_missing(pl.Series([key], dtype=grouping.keys.dtype)).to_list()


def test_bands_are_written_as_the_reader_writes_numbers() -> None:
    """The bounds of a band follow the locale."""
    frame, book = book_over([float(size) for size in range(1, 101)], employees=[float(size * 1_000) for size in range(1, 101)])
    found = segments_of(book, grouped(frame, "employees"), write=lambda bound: f"{bound:,.0f}".replace(",", "."))
    assert found.groups["group"].to_list() == ["over 75.000", "over 51.000 to 75.000", "over 26.000 to 51.000", "up to 26.000"]


def test_what_is_no_group() -> None:
    """A column of lists or of times is none."""
    assert grouping_of(pl.Series([["a"], []])) is None


def test_the_columns_offered() -> None:
    """Usual ones first in the order that people use them, however the header is written; no ids, no names, no column of texts all different, nothing empty."""
    count = 40
    table = pl.DataFrame(
        {
            "id": [str(place) for place in range(count)],
            "name": [f"n{place}" for place in range(count)],
            "Postcode": [f"p{place}" for place in range(count)],
            "Size": [float(place) for place in range(count)],
            "Colour": ["red", "blue"] * (count // 2),
            "Tags": [["a"]] * count,
            "Country": ["FI", "SE"] * (count // 2),
            "segment": ["x", "y"] * (count // 2),
            "region": pl.Series([None] * count, dtype=pl.String),
            "share": [0.1] * count,
            "key_account": [True, None] * (count // 2),
            "strategy": ["s"] * count,
        }
    )
    own: list[Any] = [name for name in table.columns if name not in {"share", "key_account", "strategy"}]
    assert columns_to_group(table, own, ("zone", "zone_reason")) == ("segment", "Country", "zone", "key_account", "Colour", "Size")
