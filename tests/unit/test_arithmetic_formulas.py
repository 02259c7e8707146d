"""Arithmetic over columns as `--map` takes it."""

from __future__ import annotations

import polars as pl
import pytest

from abmtui.sources.arithmetic import formula

FRAME = pl.DataFrame({"Qty": [1.0, 2.0, None], "Unit Price": [2.0, 3.0, 4.0], "Tax": [None, 1.0, None], "2023": [1.0, 2.0, 3.0], "a-b": [5.0, 5.0, 5.0]})


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ('Qty * "Unit Price"', [2.0, 6.0, None]),
        ('Qty * "Unit Price" + Tax', [2.0, 7.0, None]),
        ("Qty + Tax", [1.0, 3.0, None]),
        ("Qty - Tax", [1.0, 1.0, None]),
        ("-(Qty - 2) * 3", [3.0, 0.0, 6.0]),
        ("(Qty + 1) / 2 * 2", [2.0, 3.0, 1.0]),
        ("2023 + 1", [2.0, 3.0, 4.0]),
        ('"a-b" * 1.5', [7.5, 7.5, 7.5]),
        ("Qty / 0", [None, None, None]),
        ("Qty - 1 - 1", [-1.0, 0.0, -2.0]),
    ],
)
def test_a_formula_gives_its_values(text: str, values: list[float | None]) -> None:
    """Products before sums, brackets, quoted headers, a header of digits; an empty cell counts as 0 in a sum beside a filled one."""
    parsed, fault = formula(text, FRAME.columns)
    assert fault == ""
    assert parsed is not None
    assert FRAME.select(value=parsed.expression)["value"].to_list() == values


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("Qty * Prise", 'names "Prise", and there is no such column; the nearest is "Unit Price"'),
        ("Qty *", "lacks a column at its end"),
        ("", "lacks a column at its end"),
        ("(Qty", "lacks a closing bracket"),
        ("Qty)", "is not understood from ) on"),
        ("Qty Tax", "is not understood from Tax on"),
        ("5 + 3", "names no column"),
        ('"Unit Price', 'lacks a column before "'),
        ("(" * 60 + "Qty" + ")" * 60, "has more than 50 brackets inside each other"),
        ("Qty" * 1000, "has 3,000 characters; at most 2,000 are read"),
    ],
)
def test_a_formula_that_is_none_says_why(text: str, fault: str) -> None:
    """The sentence names the word that stops the reading, and the nearest column where one is near."""
    assert formula(text, FRAME.columns) == (None, fault)


def test_a_formula_names_its_columns_once() -> None:
    """The reader converts each column that arithmetic names once."""
    parsed, _ = formula("Qty + Qty * Tax", FRAME.columns)
    assert parsed is not None
    assert parsed.columns == ("Qty", "Tax")
