"""Row orders: several keys, both directions, nulls last, stable, names by folded letters."""

from __future__ import annotations

import datetime as dt
import math
from typing import TYPE_CHECKING

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from abmtui.portfolio import view
from abmtui.portfolio.folding import folded_column
from abmtui.portfolio.view import Orders, SortKey, matching, row_order
from abmtui.wording import folded

if TYPE_CHECKING:
    from collections.abc import Sequence

FRAME = pl.DataFrame(
    {
        "name": ["Zebra", "émile", "Emil", None, "ärger", "Øst"],
        "revenue": [3.0, None, 1.0, math.nan, 3.0, 2.0],
        "class": ["C", "A", None, "B", "A", "C"],
        "region": ["emea", "EMEA", None, "apac", "emea", "apac"],
        "since": [dt.date(2024, 1, 1), None, dt.date(2020, 1, 1), dt.date(2022, 1, 1), dt.date(2024, 1, 1), None],
        "key": [True, False, None, True, False, True],
    },
    schema_overrides={"class": pl.Enum(["A", "B", "C"])},
)


def order(*keys: str, frame: pl.DataFrame = FRAME) -> list[int]:
    """Rows by keys such as `-revenue` for descending."""
    return row_order(frame, [SortKey(key.lstrip("-"), key.startswith("-")) for key in keys]).to_list()


@pytest.mark.parametrize(
    ("keys", "rows"),
    [
        ((), [0, 1, 2, 3, 4, 5]),
        (("revenue",), [2, 5, 0, 4, 1, 3]),
        (("-revenue",), [0, 4, 5, 2, 1, 3]),
        (("name",), [4, 2, 1, 5, 0, 3]),
        (("-name",), [0, 5, 1, 2, 4, 3]),
        (("class",), [1, 4, 3, 0, 5, 2]),
        (("-class",), [0, 5, 3, 1, 4, 2]),
        (("since", "name"), [2, 3, 4, 0, 1, 5]),
        (("-since",), [0, 4, 3, 2, 1, 5]),
        (("key", "-revenue"), [4, 1, 0, 5, 3, 2]),
        (("gone", "-revenue"), [0, 4, 5, 2, 1, 3]),
        (("gone",), [0, 1, 2, 3, 4, 5]),
    ],
)
def test_an_order(keys: tuple[str, ...], rows: list[int]) -> None:
    """Letters with marks stand beside those without; what is not known is last in both directions; equals keep their places."""
    assert order(*keys) == rows
    assert row_order(FRAME, []).dtype == pl.UInt32


@pytest.mark.parametrize("dtype", [pl.String, pl.Categorical])
def test_few_words_that_differ_in_case_are_equal(dtype: pl.DataType) -> None:
    """Sorted by the next key within."""
    frame = FRAME.with_columns(pl.col("region").cast(dtype))
    many = pl.concat([frame] * 4)
    assert order("region", "-revenue", frame=frame) == [5, 3, 0, 4, 1, 2]
    assert order("region", frame=many)[:8] == [3, 5, 9, 11, 15, 17, 21, 23]


def test_many_keys_do_not_overflow() -> None:
    """Keys that need more than 64 bits together are numbered anew on the way."""
    rows = 3_000
    frame = pl.DataFrame({f"c{place}": [(row * 7 ** (place + 1)) % 2_003 for row in range(rows)] for place in range(7)})
    expected = sorted(
        range(rows), key=lambda row: tuple(-frame[column][row] if place % 2 else frame[column][row] for place, column in enumerate(frame.columns))
    )
    assert order(*(f"-c{place}" if place % 2 else f"c{place}" for place in range(7)), frame=frame) == expected


def test_what_was_sorted_once_is_remembered() -> None:
    """The same series comes back; of many orders the oldest are forgotten; a number whose codes are known is not sorted anew."""
    orders = Orders(FRAME)
    orders.warm("name")
    first = orders.order([SortKey("name")])
    assert orders.order([SortKey("name")]) is first
    for place in range(view._KEPT):
        orders.order(
            [SortKey("revenue", descending=bool(place & 1)), SortKey("class", descending=bool(place & 2)), SortKey("since", descending=bool(place & 4))]
        )
    assert len(orders._orders) == view._KEPT
    assert orders.order([SortKey("revenue")]).to_list() == order("revenue")
    assert orders.order([SortKey("revenue", descending=True)]).to_list() == order("-revenue")


def test_another_frame_builds_on_the_columns_it_shares() -> None:
    """A metric changes the book's columns, not the names."""
    base = Orders(FRAME.select("name"))
    base.warm("name")
    orders = Orders(FRAME.with_columns(value=pl.Series([1, 2, 3, 4, 5, 6])), base)
    assert orders.order([SortKey("name"), SortKey("value")]).to_list() == order("name")
    assert set(orders._codes) == {"value"}


def test_an_empty_frame_and_a_column_of_nothing() -> None:
    """Orders exist all the same."""
    assert order("name", frame=FRAME.head(0)) == []
    assert order("x", "y", frame=pl.DataFrame({"x": [None, None], "y": [None, None]}, schema={"x": pl.String, "y": pl.Float64})) == [0, 1]


names = st.text(st.sampled_from("aAbBäÄøÉ ß1"), max_size=4)
tables = st.lists(
    st.tuples(st.one_of(st.none(), names), st.one_of(st.none(), st.integers(-3, 3)), st.one_of(st.none(), st.sampled_from(["x", "Y", "z"]))), max_size=25
)


def compared(value: object, *, descending: bool) -> tuple[bool, object]:
    """A key for `sorted` that puts None last."""
    return (value is None) != descending, folded(value) if isinstance(value, str) else value or 0


@settings(max_examples=60, deadline=None, derandomize=True, database=None)
@given(tables, st.lists(st.tuples(st.sampled_from([0, 1, 2]), st.booleans()), max_size=3))
def test_any_order_is_that_of_sorting_by_hand(rows: list[tuple[str | None, int | None, str | None]], keys: Sequence[tuple[int, bool]]) -> None:
    """Sorting by the last key first, stably, is the definition."""
    frame = pl.DataFrame(rows, schema={"0": pl.String, "1": pl.Float64, "2": pl.String}, orient="row")
    expected = list(range(len(rows)))
    for column, descending in reversed(keys):
        expected.sort(key=lambda row: compared(rows[row][column], descending=descending), reverse=descending)
    assert row_order(frame, [SortKey(str(column), descending) for column, descending in keys]).to_list() == expected


@settings(max_examples=60, deadline=None, derandomize=True, database=None)
@given(st.lists(st.one_of(st.none(), st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "Zs"), max_codepoint=0x24F)))))
def test_a_folded_column_is_each_text_folded(texts: list[str | None]) -> None:
    """As `wording.folded` folds one; null stays null."""
    assert folded_column(pl.Series("t", texts, dtype=pl.String)).to_list() == [None if text is None else folded(text) for text in texts]


def test_matching_is_a_condition_on_our_fields() -> None:
    """Mask, number of unknown, or the problem under the name of the option."""
    mask, unknown, problem = matching(FRAME, "class = 'A' AND revenue > 2")
    assert mask is not None
    assert (mask.to_list(), unknown, problem) == ([False, False, False, False, True, False], 1, None)
    _, _, problem = matching(FRAME, "clas = 'A'")
    assert problem is not None
    assert problem.field == "--filter"
