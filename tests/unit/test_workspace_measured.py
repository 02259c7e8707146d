"""Views worked out: books, plans' columns beside them, filters, mine, and what is kept between them."""

from __future__ import annotations

from typing import Any

import polars as pl
import pytest

from abmtui.portfolio import columns as col
from abmtui.portfolio.book import Measure
from abmtui.portfolio.model import Portfolio
from abmtui.portfolio.rules import ZoneLines
from abmtui.portfolio.view import SortKey
from abmtui.sources.reader import read
from abmtui.sources.request import SourceRequest
from abmtui.workspace.measured import BOOKS_KEPT, Measuring, View
from abmtui.workspace.plan_side import PlanSide


def portfolio(tmp_path: Any, text: str) -> Portfolio:
    """Return the portfolio of a small table."""
    path = tmp_path / "accounts.csv"
    path.write_text(text, "utf-8")
    return read(SourceRequest((str(path),))).portfolio


@pytest.fixture
def four(tmp_path: Any) -> Portfolio:
    """Four accounts, of which one has no owner."""
    return portfolio(tmp_path, "id,name,revenue,margin,owner,region\n1,Alpha,50,5,Ada,North\n2,Beta,30,9,Ben,South\n3,Gamma,15,1,Ada,\n4,Delta,5,2,,North\n")


def plans(**columns: list[Any]) -> pl.DataFrame:
    """Return the plans' columns as the roll-up gives them."""
    return pl.DataFrame(columns)


def test_a_plan_overrides_the_programme_of_the_book(four: Portfolio) -> None:
    """Its programme stands in the book; a word that is no programme says nothing; a plan that says nothing leaves the book as it is, the very same."""
    measuring = Measuring(four)
    default = measuring.measured(View()).book
    measuring.with_plans(plans(id=["2", "3"], programme=["DRM", "one to few"]))
    over = measuring.measured(View()).book
    assert default.columns[col.PROGRAMME].to_list() == ["ABM", "ABM", "DRM", "DRM"]
    assert over.columns[col.PROGRAMME].to_list() == ["ABM", "DRM", "DRM", "DRM"]
    measuring.with_plans(plans(id=["4", "3", "2"], programme=["", "one to few", "DRM"]))
    assert measuring.measured(View()).book is over
    measuring.with_plans(plans(id=["2"], programme=[""]))
    assert measuring.measured(View()).book.columns[col.PROGRAMME][1] == "ABM"


def test_a_plan_overrides_class_and_zone_and_what_follows_from_them(four: Portfolio) -> None:
    """The class column, the classes' counts, sorting by class and the programme follow; a view counts the classes of its accounts; unknown words say nothing."""
    measuring = Measuring(four)
    measuring.with_plans(plans(id=["4", "1", "3", "2"], abc_class=["A", "C", "D", ""], zone=["", "", "ABM", "no zone"]))
    view = measuring.measured(View(sort=(SortKey(col.ABC_CLASS), SortKey(col.NAME))))
    assert view.table[col.ABC_CLASS].to_list() == ["C", "A", "B", "A"]
    assert view.table[col.PROGRAMME].to_list() == ["DRM", "ABM", "ABM", "ABM"]
    assert {name: (held.accounts, held.share) for name, held in view.figures.classes.items()} == {"A": (2, 0.35), "B": (1, 0.15), "C": (1, 0.5)}
    assert view.order.to_list() == [1, 3, 2, 0]
    north = measuring.measured(View(filter="region = 'North'"))
    assert {name: (held.accounts, held.share) for name, held in north.figures.classes.items()} == {"A": (1, 5 / 55), "B": (0, 0), "C": (1, 50 / 55)}


def test_needs_and_potential_of_a_plan_stand_before_the_source_s(tmp_path: Any) -> None:
    """The source is left as it was; a plan's potential of a customer moves no zone."""
    given = portfolio(tmp_path, "id,name,kind,revenue,needs,potential\n1,A,customer,80,,\n2,B,customer,15,,\n3,C,customer,5,4,500\n4,P,prospect,,1,1\n")
    measuring = Measuring(given)
    before = measuring.measured(View()).review.column("zone").to_list()
    measuring.with_plans(plans(id=["3", "4"], needs=[1, None], potential=[900.0, 80.0]))
    assert before == ["ABM", "targeted marketing", "targeted marketing", "mass marketing"]
    assert measuring.measured(View()).review.column("zone").to_list() == ["ABM", "targeted marketing", "mass marketing", "ABM"]
    assert measuring.measured(View()).book.columns[col.PROGRAMME].to_list() == ["ABM", "DRM", "DRM", "ABM"]
    assert (given.accounts[col.NEEDS].to_list(), given.accounts[col.POTENTIAL].to_list()) == ([None, None, 4.0, 1.0], [None, None, 500.0, 1.0])


def test_prospects_reach_the_same_money_whatever_the_metric(tmp_path: Any) -> None:
    """Their potential is compared with revenue, even where margin is in view; where nobody has revenue, with potential."""
    text = "id,name,kind,revenue,margin,potential\n1,A,customer,80,8,\n2,B,customer,15,3,\n3,C,customer,5,1,\n4,P,prospect,,,14\n5,Q,partner,,,80\n"
    measuring = Measuring(portfolio(tmp_path, text))
    for metric in ("revenue", "margin"):
        assert measuring.measured(View(Measure(metric))).review.column("band").to_list()[3:] == ["low", "top"]
    assert measuring.measured(View(Measure("potential"))).review.column("band").to_list() == [None, None, None, "top", "top"]
    prospects = pl.DataFrame({"id": list("123"), "name": list("PQR"), "kind": ["prospect"] * 3, "potential": [90.0, 6.0, 4.0]})
    alone = Measuring(Portfolio(prospects))
    assert alone.measured(View()).review.column("band").to_list() == ["top", "middle", "low"]


def test_other_zones_sort_nothing_again(four: Portfolio) -> None:
    """The ranking is the same object; programmes follow the new lines; the first lines lead to the first book."""
    measuring = Measuring(four)
    book = measuring.measured(View()).book
    wide = measuring.measured(View(zones=ZoneLines(top=0.5))).book
    assert wide.ranking is book.ranking
    assert wide.columns[col.PROGRAMME].to_list() == ["ABM", "DRM", "DRM", "DRM"]
    assert measuring.measured(View()).book is book


def test_plans_that_change_show_in_the_table_and_its_order(four: Portfolio) -> None:
    """A changed flag is there at the next view, in the row of its account, and rows sorted by it move."""
    measuring = Measuring(four)
    by_flags = View(sort=(SortKey("open_flags", descending=True),))
    measuring.with_plans(plans(id=["3", "1"], open_flags=[1, 2]))
    assert measuring.measured(by_flags).table["open_flags"].to_list() == [2, None, 1, None]
    assert measuring.measured(by_flags).order.to_list() == [0, 2, 1, 3]
    measuring.with_plans(plans(id=["3", "1"], open_flags=[5, 2]))
    assert measuring.measured(by_flags).order.to_list() == [2, 0, 1, 3]
    measuring.with_plans(plans(id=["4"], open_flags=[1]))
    assert measuring.measured(by_flags).table["open_flags"].to_list() == [None, None, None, 1]


def test_filter_and_mine_hold_together_and_unknown_is_counted(four: Portfolio) -> None:
    """Both must hold; an account whose filtered column is empty is left out and counted; a wrong filter shows all and says why."""
    measuring = Measuring(four, me="ada")
    north = measuring.measured(View(filter="region = 'North'"))
    assert (north.order.to_list(), north.unknown) == ([0, 3], 1)
    both = measuring.measured(View(filter="region = 'North'", mine=True))
    assert both.order.to_list() == [0]
    assert both.figures.concentration.n == 1
    wrong = measuring.measured(View(filter="regio = 'North'"))
    assert wrong.problem is not None
    assert wrong.order.len() == 4


def test_mine_is_the_manager_or_marketer_of_the_source_or_of_the_plan(four: Portfolio) -> None:
    """Letters' case and blanks around do not matter; a plan's owner is kept beside the source's; nobody set finds nothing."""
    measuring = Measuring(four, me=" BEN ")
    measuring.with_plans(plans(id=["4", "1"], owner=["Ben", "Eva"], marketer=["", "ben"]))
    view = measuring.measured(View(mine=True))
    assert view.order.to_list() == [0, 1, 3]
    assert view.table["owner"].to_list() == ["Ada", "Ben", "Ada", None]
    assert view.table["plan_owner"].to_list() == ["Eva", None, None, "Ben"]
    assert Measuring(four).measured(View(mine=True)).order.to_list() == []


def test_a_source_with_columns_named_as_the_books_keeps_the_books(tmp_path: Any) -> None:
    """`value`, `class` and `rank` of a file are no reason to fall over, and do not stand in for the worked-out ones."""
    measuring = Measuring(portfolio(tmp_path, "id,name,revenue,value,class,rank\n1,A,90,x,Z,7\n2,B,10,y,Z,8\n"))
    measuring.with_plans(plans(id=["2"], value=["of a plan"], open_flags=[1]))
    table = measuring.measured(View()).table
    assert table["value"].to_list() == [90.0, 10.0]
    assert table["rank"].to_list() == [1, 2]
    assert table["class"].to_list() == ["A", "B"]


def test_a_source_with_columns_named_as_the_further_ones_keeps_both(tmp_path: Any) -> None:
    """`band` and `tier` of a file stand under `band (file)` and `tier (file)`; the plan's and the worked-out ones are not hidden by them."""
    measuring = Measuring(portfolio(tmp_path, "id,name,revenue,band,tier\n1,A,90,east,x\n2,B,10,west,y\n"))
    measuring.with_plans(plans(id=["2"], tier=["1:1"], zone=["ABM"], coverage=["telesales"]))
    review = measuring.measured(View()).review
    assert review.ground.table["band (file)"].to_list() == ["east", "west"]
    assert review.column("zone").to_list() == ["ABM", "ABM"]
    assert review.column("tier").to_list() == ["1:few", "1:1"]
    assert review.column("coverage_model").to_list() == ["field sales", "telesales"]


def test_books_are_remembered_but_not_without_end(four: Portfolio) -> None:
    """Going back to a metric gives the same book; behind the fourth the oldest is forgotten, and its table with it."""
    measuring = Measuring(four)
    first = measuring.measured(View()).book
    assert measuring.measured(View(Measure("margin"))).book is not first
    assert measuring.measured(View()).book is first
    for period in ("a", "b", "c", "d"):
        measuring.measured(View(Measure("margin", period)))
    assert len(measuring._books) == len(measuring._tables) == len(measuring._plain) == BOOKS_KEPT
    again = measuring.measured(View())
    assert again.book is not first
    assert again.book.columns.equals(first.columns)


def test_roll_up_has_its_own_table_with_the_plans(tmp_path: Any) -> None:
    """The plan of a parent stands in the parent's row of the rolled-up table."""
    measuring = Measuring(portfolio(tmp_path, "id,name,revenue,parent\n1,Group,10,\n2,Sub,90,Group\n3,Other,50,\n"))
    measuring.with_plans(plans(id=["1"], open_flags=[3]))
    rolled = measuring.measured(View(rollup=True)).table
    assert rolled.filter(pl.col(col.ID) == "1")["open_flags"].to_list() == [3]
    assert measuring.measured(View()).table["open_flags"].to_list() == [3, None, None]


def test_a_laid_column_is_made_once_while_its_plans_stay_as_they_are() -> None:
    """The accounts are not searched again for plans that were found; a column that changed is made anew, the others are the same memory."""
    ids = pl.Series("id", [str(number) for number in range(1000)])
    side = PlanSide(ids)
    table = ids.to_frame()
    first = side.beside(table, plans(id=["7", "no such"], a=[1, 2], b=["x", "y"], c=[None, None]))
    laid = dict(side._laid)
    second = side.beside(table, plans(id=["7", "no such"], a=[1, 2], b=["z", "y"], c=[None, None]))
    assert (first["b"][7], second["b"][7]) == ("x", "z")
    assert side._laid["a"] is laid["a"]
    assert side._laid["b"] is not laid["b"]
    assert second["c"].null_count() == 1000
    assert (second["a"].sum(), second.height) == (1, 1000)
    moved = side.beside(table, plans(id=["8", "7"], a=[1, 2]))
    assert (moved["a"][7], moved["a"][8]) == (2, 1)


def test_a_join_says_the_same_as_columns_laid_beside(four: Portfolio) -> None:
    """Any types, lists too, empty and not, plans of accounts that are not there."""
    given = plans(id=["9", "4", "2"], pain_points=[["a"], [], None], next_review=[None, None, None], satisfaction=[1, None, 3], owner=["A", "B", ""])
    given = given.with_columns(pl.col("next_review").cast(pl.Date))
    table = four.accounts
    joined = table.join(given.rename({"owner": "plan_owner"}), on=col.ID, how="left", maintain_order="left")
    assert PlanSide(table[col.ID]).beside(table, given).equals(joined)
