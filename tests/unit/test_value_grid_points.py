"""The grid of value and needs as values: who stands where, what zones hold, how lines and the cursor move."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from abmtui.portfolio.book import Book, ClassLines, Measure, book_of, with_programmes
from abmtui.portfolio.model import Portfolio
from abmtui.portfolio.rules import ZoneLines
from abmtui.portfolio.value_grid import (
    COUNT,
    LINE,
    ROW,
    SLOT,
    STEP,
    Held,
    Layout,
    band_heights,
    held_by_zone,
    laid_out,
    line_shares,
    moved,
    neighbour,
    points_of,
    zoned_points,
)
from abmtui.portfolio.zones import Basis, zoned

ACCOUNTS: list[tuple[str, float | None, float | None, float | None]] = [
    ("customer", 800.0, None, 5.0),
    ("customer", 100.0, None, 1.0),
    ("customer", 60.0, None, None),
    ("customer", 25.0, None, 2.0),
    ("customer", 15.0, None, 2.5),
    ("customer", -5.0, None, 9.0),
    ("customer", None, None, 3.0),
    ("prospect", None, 900.0, 1.0),
    ("prospect", None, 20.0, 1.0),
    ("prospect", None, None, 4.0),
    ("partner", None, 10.0, None),
]
"""Kind, revenue, potential, needs."""


def book_over(accounts: list[tuple[str, float | None, float | None, float | None]]) -> tuple[pl.DataFrame, Book]:
    """These accounts and their book."""
    ids = [f"a{place}" for place in range(len(accounts))]
    kinds, revenue, potential, needs = (list(column) for column in zip(*accounts, strict=True))
    frame = pl.DataFrame(
        {
            "id": pl.Series(ids, dtype=pl.String),
            "name": pl.Series(ids, dtype=pl.String),
            "kind": pl.Series(kinds, dtype=pl.String),
            "revenue": pl.Series(revenue, dtype=pl.Float64),
            "potential": pl.Series(potential, dtype=pl.Float64),
            "needs": pl.Series(needs, dtype=pl.Float64),
        }
    )
    return frame, book_of(Portfolio(frame), Measure(), ClassLines())


def layout_of(lines: int = 12, zones: ZoneLines | None = None) -> Layout:
    """The accounts above, laid out."""
    frame, book = book_over(ACCOUNTS)
    return laid_out(zoned_points(points_of(book, frame), book, zones or ZoneLines()), lines)


def test_who_stands_on_the_grid() -> None:
    """Customers by value, prospects and partners by potential, largest first; who has neither is counted; a score out of 1 to 5 is none."""
    frame, book = book_over(ACCOUNTS)
    points = points_of(book, frame)
    assert points.frame.select("row", "value", "needs", "step", "who").rows() == [
        (7, 900.0, 1.0, 1, 1),
        (0, 800.0, 5.0, 5, 0),
        (1, 100.0, 1.0, 1, 0),
        (2, 60.0, None, 0, 0),
        (3, 25.0, 2.0, 2, 0),
        (8, 20.0, 1.0, 1, 1),
        (4, 15.0, 2.5, 3, 0),
        (10, 10.0, None, 0, 2),
        (5, -5.0, None, 0, 0),
    ]
    assert points.beside == 2


def test_only_the_view_stands_on_the_grid() -> None:
    """A mask leaves accounts away, unknown ones too; key accounts are known by the plans' column."""
    frame, book = book_over(ACCOUNTS)
    key = pl.Series("key_account", [True, None, *[False] * 9])
    points = points_of(book, frame.with_columns(key), pl.Series([True, True, None, *[False] * 8]))
    assert points.frame.select("row", "key").rows() == [(0, True), (1, False)]
    assert points.beside == 0


def test_a_source_without_needs_or_potential() -> None:
    """Without scores nobody is scored; without potential prospects have no place."""
    frame = pl.DataFrame({"id": ["a", "b"], "name": ["a", "b"], "kind": ["customer", "prospect"], "revenue": [5.0, None]})
    points = points_of(book_of(Portfolio(frame), Measure(), ClassLines()), frame)
    assert points.frame.select("row", "step").rows() == [(0, 0)]
    assert points.beside == 1


def test_zones_and_what_they_hold() -> None:
    """ABM the whole top band, mass marketing the low corner, an unscored low value undefined; customers and prospects apart, each with its own shares."""
    frame, book = book_over(ACCOUNTS)
    placed = zoned_points(points_of(book, frame), book, ZoneLines())
    assert dict(placed.select("row", pl.col("zone").cast(pl.String)).iter_rows()) == {
        7: "ABM",
        0: "ABM",
        1: "targeted marketing",
        2: "targeted marketing",
        3: "mass marketing",
        8: "mass marketing",
        4: "targeted marketing",
        10: "undefined",
        5: "undefined",
    }
    held = held_by_zone(placed)
    assert held["ABM"] == Held(1, 0.8, 1, 900 / 920, 0)
    assert held["mass marketing"] == Held(1, 0.025, 1, 20 / 920, 0)
    assert held["targeted marketing"] == Held(3, 0.175, 0, 0.0, 0)
    assert held["undefined"] == Held(1, 0.0, 0, 0.0, 1)


def test_without_a_value_there_are_no_shares() -> None:
    """Nobody above zero: shares are undefined, and accounts stand in the low band without a zone."""
    frame, book = book_over([("customer", 0.0, None, 1.0), ("partner", None, 5.0, 1.0)])
    placed = zoned_points(points_of(book, frame), book, ZoneLines())
    assert {held.customer_share for held in held_by_zone(placed).values()} == {None}
    assert placed["band"].to_list() == ["low", "low"]


def test_a_plans_zone_stands() -> None:
    """What a plan says of a zone holds under any lines."""
    frame, book = book_over(ACCOUNTS)
    said = with_programmes(book, Basis(needs=frame["needs"], said_zone=pl.Series(["mass marketing"] + [None] * 10, dtype=pl.String)))
    assert zoned_points(points_of(said, frame), said, ZoneLines(top=0.9))["zone"][0] == "mass marketing"


# Of amounts below the smallest normal number (1e-308) no shares can be worked out.
accounts = st.lists(
    st.tuples(
        st.sampled_from(["customer", "prospect", "partner"]),
        st.one_of(st.none(), st.floats(-10, 1e6, allow_subnormal=False)),
        st.one_of(st.none(), st.floats(0, 1e6, allow_subnormal=False)),
        st.one_of(st.none(), st.floats(1, 5)),
    ),
    min_size=1,
    max_size=40,
)
lines = st.builds(ZoneLines, st.one_of(st.none(), st.floats(0, 0.9)), st.one_of(st.none(), st.floats(0.9, 1)), st.floats(1, 5))


@settings(max_examples=40, deadline=None)
@given(rows=accounts, zones=lines, height=st.integers(3, 30))
def test_everybody_has_a_place_of_their_own(rows: list[Any], zones: ZoneLines, height: int) -> None:
    """No two accounts share line, column and slot; a band's lines hold its accounts in order of value; the lines are as many as there are."""
    frame, book = book_over(rows)
    layout = laid_out(zoned_points(points_of(book, frame), book, zones), height)
    found = layout.frame
    assert sum(layout.heights) == max(3, height)
    assert found.select(LINE, STEP, SLOT).is_unique().all()
    assert (found[LINE] < sum(layout.heights)).all()
    ends = [0, layout.heights[0], sum(layout.heights[:2]), sum(layout.heights)]
    for place, band in enumerate(("top", "middle", "low")):
        of_band = found.filter(pl.col("band") == band)
        assert of_band[LINE].is_between(ends[place], ends[place + 1] - 1).all()
        assert of_band.sort(LINE, maintain_order=True)["value"].is_sorted(descending=True)
    assert found.group_by(LINE, STEP).agg(pl.len() == pl.col(COUNT).first())["len"].all()


@settings(max_examples=40, deadline=None)
@given(rows=accounts, zones=lines)
def test_counts_are_those_of_the_zones(rows: list[Any], zones: ZoneLines) -> None:
    """Over the whole book the grid's zones hold the customers that the zone rule puts there, and their share of the book's total."""
    frame, book = book_over(rows)
    held = held_by_zone(zoned_points(points_of(book, frame), book, zones))
    if book.undefined:
        return
    rule = zoned(book.columns, book.ranking, replace(book.basis, zone_lines=zones))["zone"].cast(pl.String)
    inside = book.columns["rank"].is_not_null()
    for zone, found in held.items():
        there = (rule == zone).fill_null(value=False) & inside
        assert found.customers == there.sum()
        assert found.customer_share == pytest.approx(float(book.columns["share"].filter(there).sum()))


@settings(max_examples=30, deadline=None)
@given(rows=accounts, height=st.integers(3, 20), room=st.integers(1, 12))
def test_the_arrows_reach_everybody(rows: list[Any], height: int, room: int) -> None:
    """From the first account of a line, right goes through the whole line and left comes back; up and down reach every line that has accounts."""
    frame, book = book_over(rows)
    layout = laid_out(zoned_points(points_of(book, frame), book, ZoneLines()), height)
    reached: set[int | None] = set()
    row = neighbour(layout, None, "first", room)
    while row is not None:
        while (left := neighbour(layout, row, "left", room)) != row:
            row = left
        while row not in reached:
            reached.add(row)
            right = neighbour(layout, row, "right", room)
            assert right == row or neighbour(layout, right, "left", room) == row
            assert right is not None
            row = right
        below = neighbour(layout, row, "down", room)
        assert below == row or layout.frame.filter(pl.col(ROW) == below)[LINE][0] > layout.frame.filter(pl.col(ROW) == row)[LINE][0]
        row = None if below == row else below
    assert reached == set(layout.frame[ROW])


def test_the_cursor_by_hand() -> None:
    """Next and before follow value, first and last are its ends, up is the nearest across; at an edge the cursor stays, off the grid it goes to the first."""
    layout = layout_of()
    assert [neighbour(layout, 7, towards, 5) for towards in ("next", "before", "last", "first", "up", "left")] == [0, 7, 5, 7, 7, 7]
    assert neighbour(layout, 5, "next", 5) == 5
    assert neighbour(layout, 9, "down", 5) == 7
    assert layout.place(None) is None
    below = neighbour(layout, 0, "down", 5)
    assert neighbour(layout, below, "up", 5) in {0, 7}
    frame, book = book_over([("customer", None, None, None)])
    empty = laid_out(zoned_points(points_of(book, frame), book, ZoneLines()), 9)
    assert neighbour(empty, None, "down", 5) is None


@pytest.mark.parametrize(
    ("counts", "height", "heights"),
    [((80, 100, 160), 20, (5, 6, 9)), ((0, 0, 0), 9, (2, 2, 5)), ((1, 0, 0), 3, (1, 1, 1)), ((5, 5, 5), 2, (1, 1, 1)), ((0, 0, 7), 12, (2, 2, 8))],
)
def test_lines_are_dealt_out_by_accounts(counts: tuple[int, int, int], height: int, heights: tuple[int, int, int]) -> None:
    """Every band is drawn, an empty one too; the rest goes by the number of accounts."""
    assert band_heights(counts, height) == heights


def test_where_the_lines_stand() -> None:
    """Lines of their own stand where they are; others where the classes end, by value or, counted in accounts, by what these hold."""
    _, book = book_over(ACCOUNTS)
    assert line_shares(book, ZoneLines(), ClassLines()) == (0.8, 0.95)
    assert line_shares(book, ZoneLines(top=0.5), ClassLines()) == (0.5, 0.95)
    assert line_shares(book, ZoneLines(top=0.99, low=0.97), ClassLines()) == (0.99, 0.99)
    frame, _ = book_over(ACCOUNTS)
    by_accounts = ClassLines(0.2, 0.4, "accounts")
    assert line_shares(book_of(Portfolio(frame), Measure(), by_accounts), ZoneLines(), by_accounts) == (0.8, 0.9)
    nobody, empty = book_over([("customer", 0.0, None, None)])
    assert line_shares(book_of(Portfolio(nobody), Measure(), by_accounts), ZoneLines(), by_accounts) == (0.0, 0.0)
    assert empty.undefined


def test_lines_move_between_the_ends_and_each_other() -> None:
    """A point of value a key; no line passes the other; needs move by whole scores from 1 to 5."""
    assert moved(ZoneLines(), (0.8, 0.95), "top", 1) == ZoneLines(0.81, 0.95)
    assert moved(ZoneLines(), (0.95, 0.95), "top", 1) == ZoneLines(0.95, 0.95)
    assert moved(ZoneLines(), (0.0, 0.95), "top", -1) == ZoneLines(0.0, 0.95)
    assert moved(ZoneLines(), (0.8, 0.95), "low", -1) == ZoneLines(0.8, 0.94)
    assert moved(ZoneLines(), (0.8, 1.0), "low", 1) == ZoneLines(0.8, 1.0)
    assert moved(ZoneLines(), (0.8, 0.95), "needs", 1) == ZoneLines(homogeneous=3.0)
    assert moved(ZoneLines(homogeneous=2.5), (0.8, 0.95), "needs", -1) == ZoneLines(homogeneous=2.0)
    assert moved(ZoneLines(homogeneous=1.0), (0.8, 0.95), "needs", -1) == ZoneLines(homogeneous=1.0)
    assert moved(ZoneLines(homogeneous=5.0), (0.8, 0.95), "needs", 1) == ZoneLines(homogeneous=5.0)
