"""Total rows are told from customers whose name holds the word for a total."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from abmtui.sources.junk import junk, wholly_total

if TYPE_CHECKING:
    from collections.abc import Sequence


def found(
    names: Sequence[str | None], values: Sequence[float | None], labels: dict[str, list[str]] | None = None, ids: Sequence[str | None] | None = None
) -> tuple[list[int], list[int]]:
    """Total rows and nameless rows."""
    read = junk(
        pl.Series("name", names, dtype=pl.String),
        pl.Series("value", values, dtype=pl.Float64, strict=False),
        pl.DataFrame(labels or {}, schema_overrides=dict.fromkeys(labels or {}, pl.String)),
        None if ids is None else pl.DataFrame({"id": ids}),
    )
    return read.totals.to_list(), read.nameless.to_list()


@pytest.mark.parametrize(
    "label",
    [
        *("Total", "TOTAL:", "Grand Total", "Grand total (EUR)", "Sub-total", "Total 2024", "Total customers", "Sum", "Totals", "Total Supplier Spend"),
        *(
            "Summe",
            "Gesamt",
            "Gesamtsumme",
            "Gesamtergebnis",
            "Zwischensumme",
            "Summe Kunden",
            "Total général",
            "Sous-total",
            "Suma total",
            "Yhteensä",
            "Kaikki yhteensä",
        ),
        *("Loppusumma", "Summa", "Totalt", "Summa totalt", "Totale", "Totaal", "Σ"),
    ],
)
def test_a_word_for_a_total_and_nothing_else_names_a_total(label: str) -> None:
    """In nine languages, with a colon, a year, a currency or the word for accounts."""
    assert wholly_total(label)


@pytest.mark.parametrize(
    "label", ["Total Energies", "TotalEnergies SE", "Summa Oy", "Total Oil", "Sum Tech", "Gesamtverband", "Acme", "Total Value Ltd", "Summit", "2024", ""]
)
def test_a_name_that_holds_the_word_is_no_total(label: str) -> None:
    """Any other word, a legal form included, makes it a name."""
    assert not wholly_total(label)


@pytest.mark.parametrize(
    ("names", "values", "totals"),
    [
        (["A", "B", "Grand Total"], [1, 2.5, 3.5], [2]),
        (["Total", "A", "B"], [3.5, 1, 2.5], [0]),
        (["A", "B", "Total Energies", "Summa Oy", "Grand Total"], [1.1, 2.2, 3.4, 4.5, 11.2], [4]),
        (["A", "B", "Total Energies"], [1.1, 2.2, 9.9], []),
        (["A", "B", "Total Energies", "Total"], [1.0, 2.0, 3.0, 6.0], [3]),
        (["A", "B", "Total North", "C", "D", "Total South", "Total"], [1.5, 2, 3.5, 4, 5, 9, 12.5], [2, 5, 6]),
        (["A", "A Total", "B", "B", "B Total", "Grand Total"], [1, 1, 4, 5, 9, 10], [1, 4, 5]),
        (["A", "B", "Total North"], [1.25, 2, 3.25], [2]),
        (["A", "Total"], [None, None], [1]),
    ],
)
def test_total_rows_are_found_and_customers_survive(names: list[str | None], values: list[float | None], totals: list[int]) -> None:
    """A row named as a total is one; `Total North` is one when it sums the rows above; a grand total that counts `Total Energies` in proves it a customer."""
    assert found(names, values) == (totals, [])


def test_rows_without_a_name_are_told_from_totals() -> None:
    """A nameless row is a total when another cell says so, or when it is the last and sums all others; else it has no account."""
    assert found(["A", None, "B", None], [1, 2, 3, 6.0], {"region": ["x", "y", "z", "Total"]}) == ([3], [1])
    assert found(["A", "B", None], [1, 2, 3.0]) == ([2], [])
    assert found(["A", "B", ""], [1, 2, 5.0]) == ([], [2])
    assert found(["A", "(blank)", "-", "NA"], [1, 2, 5.0, 7]) == ([], [1, 2])


def test_a_customer_called_total_with_an_id_of_its_own_survives() -> None:
    """Its value sums nothing and it stands in the middle."""
    assert found(["A", "Total", "B"], [1, 7, 3.0], ids=["1", "2", "3"]) == ([], [])
    assert found(["A", "Total", "B"], [1, 4, 3.0], ids=["1", None, "3"]) == ([1], [])


def test_a_customer_called_total_that_is_described_like_the_others_survives() -> None:
    """It has a country as they have, and its value sums nothing; a subtotal that has one sums the rows above it."""
    countries = ["Norway", "France", "France", "Spain"]
    assert found(["A", "B", "Total", "C"], [9, 7, 5.5, 3], ids=countries) == ([], [])
    assert found(["A", "B", "Total", "C"], [9, 7, 16, 3], ids=countries) == ([2], [])
    assert found(["A", "B", "Total", "C"], [9, 7, 5.5, 3], ids=["Norway", "France", None, "Spain"]) == ([2], [])
    assert found(["A", "B", "C", "Total"], [9, 7, 5.5, 99], ids=countries) == ([3], [])


@settings(deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from(["Acme", "Beta Oy", "Total Energies", "Summa AB", "Gesamtverband"]), st.integers(100, 10**7)), min_size=2, max_size=12)
)
def test_an_appended_total_is_the_only_row_that_goes(rows: list[tuple[str, int]]) -> None:
    """Whatever the customers are called, a total below them is found, and none of them goes with it."""
    names, cents = [name for name, _ in rows], [value for _, value in rows]
    names = [f"{name} {place}" for place, name in enumerate(names)]
    totals, nameless = found([*names, "Grand Total"], [*(value / 100 for value in cents), sum(cents) / 100])
    assert (totals, nameless) == ([len(rows)], [])
