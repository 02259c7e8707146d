"""Numbers as people write them -> numbers."""

from __future__ import annotations

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from abmtui.sources.values import COMMA, POINT, evidence, numbers

CELLS = {
    "1234.5": 1234.5,
    "1,234.50": 1234.5,
    "1,234": 1234.0,
    " 7 ": 7.0,
    "+5": 5.0,
    ".5": 0.5,
    "1.5E+05": 150000.0,
    "(1,234.50)": -1234.5,
    "1,234.50-": -1234.5,
    "−5": -5.0,
    "- 5": -5.0,
    "£59,556.73": 59556.73,
    "-£1,000": -1000.0,
    "£-1,000": -1000.0,
    "$ (200.50)": -200.5,
    "(£5)": -5.0,
    "EUR 5": 5.0,
    "5 EUR": 5.0,
    "US$ 5": 5.0,
    "Rs. 500": 500.0,
    "1 234 567": 1234567.0,
    "1\u00a0234\u202f567": 1234567.0,
    "1'234.50": 1234.5,
    "1’234": 1234.0,
    "12,34,567.00": 1234567.0,
    "36.9 Million": 36900000.0,
    "1.2bn": 1200000000.0,
    "3 Mio.": 3000000.0,
    "12k": 12000.0,
    "5 T€": 5000.0,
    "2 MSEK": 2000000.0,
    "50:-": 50.0,
    "1,234*": 1234.0,
    "10.50CR": -10.5,
    "10.50 DR": 10.5,
    "12.5%": 12.5,
    "12,5": 12.5,
    "1.234.567,89": 1234567.89,
}
EMPTY = ["-", "–", "n/a", "N/A", "NULL", "None", "k.A.", "", "  ", "£ -", "#N/A", "...", "(blank)", None]
NO_NUMBERS = ["abc", "12 High Street", "1,23,4", "1.2.3", "#REF!", "inf", "nan5", "0x10", "1_000", "5 apples", "€ 5 $", "--5", "(5", "2024-01-05"]


def column(*cells: str | None) -> pl.Series:
    """Text cells."""
    return pl.Series("cells", cells, dtype=pl.String)


@pytest.mark.parametrize(("cell", "value"), CELLS.items())
def test_a_cell_is_read_as_the_number_it_shows(cell: str, value: float) -> None:
    """Groups, signs, brackets, currencies, scales and percent are read; a cell that only a decimal comma explains is read with it."""
    read = numbers(column(cell))
    assert read.values.to_list() == pytest.approx([value])
    assert read.unreadable.len() == 0


@pytest.mark.parametrize("cell", EMPTY)
def test_a_cell_that_says_there_is_no_value_is_empty(cell: str | None) -> None:
    """Dashes and words for nothing are empty and nothing to mend."""
    read = numbers(column(cell))
    assert read.values.to_list() == [None]
    assert read.unreadable.to_list() == []


@pytest.mark.parametrize("cell", NO_NUMBERS)
def test_a_cell_that_is_no_number_is_told(cell: str) -> None:
    """What is neither a number nor empty is listed by its row."""
    read = numbers(column("1", cell))
    assert read.values.to_list() == [1.0, None]
    assert read.unreadable.to_list() == [1]


def test_a_column_with_decimal_commas_groups_by_points() -> None:
    """With a decimal comma `1.234` is over a thousand."""
    assert numbers(column("1.234", "1.234,5", "7", "-2,5", "12.5"), COMMA).values.to_list() == [1234.0, 1234.5, 7.0, -2.5, 12.5]


def test_currencies_percents_and_the_other_sign_are_counted() -> None:
    """The reader learns which currencies a column names, how many cells are percentages and how many use the other sign."""
    read = numbers(column("€5", "6 EUR", "£7", "8%", "9", "1,5"))
    assert read.currencies == {"EUR": 2, "GBP": 1}
    assert (read.percents, read.other_sign) == (1, 1)


def test_typed_columns_keep_their_values_and_lose_what_is_no_number() -> None:
    """NaN is empty; infinity is to be mended; whole numbers become floats."""
    read = numbers(pl.Series([1.5, float("nan"), float("inf"), None]))
    assert read.values.to_list() == [1.5, None, None, None]
    assert read.unreadable.to_list() == [2]
    assert numbers(pl.Series([1, 2])).values.to_list() == [1.0, 2.0]
    assert numbers(pl.Series([True, None])).unreadable.to_list() == [0]


def test_a_long_column_is_read_like_a_short_one() -> None:
    """The quick way through a long column with one common currency sign gives what the careful way gives, odd cells included."""
    cells = [f"£{value:,.2f}" for value in range(1000, 9000)] + ["-£5", "n/a", "bad", "€7", "(£1,000.00)"]
    read = numbers(column(*cells))
    assert read.values.to_list() == [float(value) for value in range(1000, 9000)] + [-5.0, None, None, 7.0, -1000.0]
    assert read.unreadable.to_list() == [8002]
    assert read.currencies == {"GBP": 8002, "EUR": 1}


@pytest.mark.parametrize(
    ("cells", "sign"),
    [
        (["1.5", "2"], POINT),
        (["1,5", "2"], COMMA),
        (["1.234,50"], COMMA),
        (["1,234.50", "1.234"], POINT),
        (["1.234", "1.234.567"], COMMA),
        (["1.234", "5678"], POINT),
        (["1.230", "950"], COMMA),
        (["12,500", "950"], POINT),
        (["0.123"], POINT),
        (["1.234,-"], COMMA),
        (["12", "n/a"], POINT),
        (["1.234"], ""),
        (["1,234"], ""),
    ],
)
def test_the_cells_of_a_column_decide_on_its_decimal_sign(cells: list[str], sign: str) -> None:
    """`1.234` alone decides nothing; any cell that makes sense in one way only does, and so do whole thousands beside small whole numbers."""
    assert evidence(column(*cells)).sign == sign


def _written(value: float, sign: str, group: str, style: str) -> str:
    whole, _, cents = f"{abs(value):,.2f}".partition(".")
    text = whole.replace(",", group) + sign + cents
    before, after = style.split("#")
    minus = "-" if value < 0 else ""
    return f"({before}{text}{after})" if value < 0 and style.startswith("$") else minus + before + text + after


@settings(deadline=None)
@given(
    st.lists(st.integers(-(10**11), 10**11).map(lambda cents: cents / 100), min_size=1, max_size=8),
    st.sampled_from([(".", ","), (".", " "), (".", "'"), (".", ""), (",", "."), (",", "\u202f"), (",", "\u00a0"), (",", "")]),
    st.sampled_from(["#", "£#", "€ #", "# €", "# EUR", "$#", "CHF #", "# kr"]),
)
def test_a_number_written_in_any_style_reads_back(values: list[float], signs: tuple[str, str], style: str) -> None:
    """Whatever sign, grouping, currency and minus a number is written with, it is read as that number, and the column knows its sign."""
    sign, group = signs
    cells = column(*(_written(value, sign, group, style) for value in values))
    assert evidence(cells).sign == sign
    assert numbers(cells, sign).values.to_list() == pytest.approx(values, rel=1e-15)


@settings(deadline=None)
@given(st.lists(st.text(max_size=20) | st.none(), max_size=20), st.sampled_from([POINT, COMMA]))
def test_any_text_is_a_number_empty_or_told(cells: list[str | None], sign: str) -> None:
    """Every cell is one of the three, and none makes the reader fail."""
    read = numbers(column(*cells), sign)
    told = set(read.unreadable.to_list())
    assert read.values.len() == len(cells)
    assert all(read.values[row] is None for row in told)
