"""Ways through the pure floors that files rarely take."""

from __future__ import annotations

import csv
import datetime as dt
from typing import TYPE_CHECKING, Any, NoReturn

import polars as pl

from abmtui.plan import values
from abmtui.portfolio.accounts import accounts_of

if TYPE_CHECKING:
    import pytest


def test_a_margin_percent_without_revenue_is_the_plain_mean() -> None:
    """There is nothing to weigh it by."""
    rows = pl.DataFrame({"name": ["A", "A"], "potential": [1.0, 1.0], "margin_percent": [10.0, 30.0]})
    assert accounts_of(rows).frame["margin_percent"].to_list() == [20.0]


def test_dates_without_money_make_no_periods_but_a_last_order() -> None:
    """A date column beside amounts that are no sums tells when, not how much."""
    rows = pl.DataFrame({"name": ["A", "A"], "potential": [1.0, 1.0], "date": [dt.date(2026, 1, 1), dt.date(2026, 2, 1)]})
    made = accounts_of(rows)
    assert (made.grain, made.frame["last_order"].to_list()) == ("none", [dt.date(2026, 2, 1)])


def test_many_ids_beside_several_names_are_listed_in_part_and_counted() -> None:
    """The list of problems stays a list that a person reads."""
    ids = [f"{number:03}" for number in range(60) for _ in range(2)]
    names = [f"{word} {number}" for number in range(60) for word in ("Alder", "Birch")]
    problems = accounts_of(pl.DataFrame({"id": ids, "name": names, "revenue": [1.0] * 120})).problems
    assert any("more id" in problem.what for problem in problems)


def test_an_item_too_long_for_the_list_reader_is_cut_at_the_marks(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the reader of quoted lists refuses is parted plainly."""

    def refuse(*_given: Any, **_named: Any) -> NoReturn:
        raise csv.Error("field larger than field limit")

    monkeypatch.setattr(csv, "reader", refuse)
    assert values._items("price, delivery") == ["price", "delivery"]
