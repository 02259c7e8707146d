"""A review written as text, Markdown and JSON: the figures, in words first, and nothing that data could make of them."""

from __future__ import annotations

import json
import math
from dataclasses import replace
from typing import Any

import polars as pl
import pytest

from abmtui.formats import Formats
from abmtui.portfolio.book import ClassLines, Measure, book_of, view_of
from abmtui.portfolio.model import LeftOut, Portfolio
from abmtui.problems import Problem, Severity
from abmtui.report.blocks import blocks_of
from abmtui.report.figures import MajorCustomer, PlanFigures, ReviewFigures
from abmtui.report.figures_json import figures_json
from abmtui.report.markdown import as_markdown
from abmtui.report.sides import to_the_right
from abmtui.report.text import aligned, as_text
from abmtui.workspace.measured import View

GOLDEN = (1000.0, 620.0, 400.0, 260.0, 170.0, 110.0, 80.0, 60.0, 45.0, 35.0)


def review(values: tuple[float, ...] = GOLDEN, *, kept: tuple[bool, ...] = (), **changed: Any) -> ReviewFigures:
    """A review of accounts a, b, c ... with these values of revenue; `kept` makes it a view."""
    names = [f"Account {place}" for place in range(len(values))]
    accounts = pl.DataFrame({"id": names, "name": names, "kind": ["customer"] * len(values), "revenue": values}, schema_overrides={"revenue": pl.Float64})
    book = book_of(Portfolio(accounts=accounts), Measure(), ClassLines())
    figures = view_of(book, pl.Series(kept)) if kept else book.figures
    made = ReviewFigures(
        source=("sales.csv",),
        rows=len(values),
        accounts=sum(kept) if kept else len(values),
        mapping={"name": "Customer", "revenue": "Total"},
        view=View(filter="revenue > 0" if kept else ""),
        currency=None,
        figures=figures,
        book=book.figures,
        book_accounts=len(values),
        left_out=(),
        undefined={"potential": "no such column"},
        major_customers=(),
    )
    return replace(made, **changed)


def text(made: ReviewFigures, formats: Formats | None = None) -> str:
    """The review as text."""
    return as_text(blocks_of(made, formats or Formats()))


def data(made: ReviewFigures) -> Any:
    """The review as JSON, read back."""
    return json.loads(figures_json(made))


def test_the_golden_vector_stands_in_the_json_unrounded() -> None:
    """The figures of a published example, to the digits."""
    figures = data(review())

    held = figures["concentration"]
    assert figures["total"] == 2780
    assert held["gini"] == pytest.approx(0.539928, abs=5e-7)
    assert held["gini_corrected"] == pytest.approx(0.599920, abs=5e-7)
    assert held["k"] == pytest.approx(0.710914, abs=5e-7)
    assert held["top_20_percent_share"] == pytest.approx(0.582734, abs=5e-7)
    assert held["accounts_to_80_percent"] == 4
    assert held["hhi"] == pytest.approx(2156.009, abs=5e-4)
    assert held["effective_accounts"] == pytest.approx(4.6382, abs=5e-5)
    assert held["hoover"] == pytest.approx(0.426619, abs=5e-7)
    assert held["lorenz"][0] == [0, 0]
    assert held["lorenz"][-1] == [1, 1]


def test_the_json_has_every_promised_key() -> None:
    """Keys of later work are there and null."""
    figures = data(review())

    promised = "source rows accounts mapping metric period rollup currency total positive_accounts zero_accounts negative_accounts negative_total left_out"
    later = "zones programmes effort profit periods"
    assert set((promised + " concentration undefined major_customers classes plans problems " + later).split()) <= set(figures)
    assert [figures[key] for key in later.split()] == [None] * 5
    assert figures["classes"]["A"] == {"accounts": 4, "share": pytest.approx(2280 / 2780)}
    assert figures["mapping"] == {"name": "Customer", "revenue": "Total"}
    assert {"accounts_with_plan", "open_red_flags"} <= set(figures["plans"])


def test_undefined_figures_are_null_with_a_reason_and_never_nan() -> None:
    """All zero: no number is made up."""
    made = review((0.0, 0.0), undefined={"gini": "no account has a value above zero"})
    written = figures_json(made)

    assert "NaN" not in written
    assert json.loads(written)["concentration"]["gini"] is None
    assert "Undefined: no account has a value above zero." in text(made)
    assert "2 at zero" in text(made)


def test_numbers_that_json_cannot_hold_are_null() -> None:
    """An endless share is no share."""
    assert data(review(major_customers=(MajorCustomer("a", "A", math.inf),)))["major_customers"] == [{"id": "a", "name": "A", "share": None}]


def test_lists_of_the_json_are_at_most_20_and_the_curve_201_points() -> None:
    """Whatever the source, the report stays a page; how many there were is said."""
    many = tuple(LeftOut("total row", 99, "a.csv", tuple(range(99))) for _ in range(99))
    problems = tuple(Problem("no number", f"a.csv:{line}") for line in range(99))
    figures = data(review(tuple(float(value) for value in range(1, 3000)), left_out=many, problems=problems))

    assert (len(figures["left_out"]), len(figures["left_out"][0]["lines"]), len(figures["problems"])) == (20, 20, 20)
    assert figures["problem_count"] == 99
    assert len(figures["concentration"]["lorenz"]) <= 201


def test_the_text_says_it_in_plain_words_first() -> None:
    """Words, then the standard figures."""
    written = text(review())

    assert "The top 20% hold 58.3% of revenue." in written
    assert "4 of 10 accounts (40.0%) make 80%." in written
    assert "The largest 29% hold 71% (71/29)." in written
    assert written.index("make 80%") < written.index("Gini")
    assert "0.539928" in written
    assert written.endswith("Read from 10 rows\n  name     Customer\n  revenue  Total\n")


def test_accounts_at_zero_and_below_stand_beside_the_figures() -> None:
    """They are not in the figures, and that is said."""
    written = text(review((100.0, 50.0, 0.0, -20.0)))

    assert "Figures are over 2 accounts with a positive total; beside them 1 at zero, 1 negative (together -20.00)." in written
    assert "Gini RSV, negatives included" in written
    assert "RSV" not in text(review())


def test_a_view_stands_beside_its_book() -> None:
    """Both figures, and what was chosen."""
    made = review(kept=(True,) * 3 + (False,) * 7)
    written = text(made)

    assert "3 accounts · revenue 2,020.00" in written
    assert "A view (filter revenue > 0) of the book of 10 accounts with 2,780.00." in written
    assert next(line for line in written.splitlines() if "View" in line and "Book" in line).split()[1:] == ["View", "Book"]
    assert data(made)["total"] == 2020
    assert data(made)["book"]["total"] == 2780
    assert data(review())["book"] is None


def test_what_was_left_out_and_what_to_mend_is_said() -> None:
    """Rows with their lines; a list that is cut says so."""
    left = (LeftOut("total row", 1, "a.csv", (970,)), LeftOut("blank row", 30, "a.csv", tuple(range(1, 21))))
    problems = tuple(Problem("is no number", f"a.csv:{line}", "revenue") for line in range(25))
    written = text(review(left_out=left, problems=(*problems, Problem("read as cp1252", severity=Severity.NOTE))))

    assert "1 × total row in a.csv (line 970)" in written
    assert "19, 20, ...)" in written
    assert "a.csv:0: revenue: is no number" in written
    assert "... and 5 more" in written
    assert "cp1252" not in written


def test_plans_are_counted() -> None:
    """Plans, key accounts, flags, plans without an account, broken ones; one is not "1 plans"."""
    plans = PlanFigures("plans", plans=3, accounts_with_plan=2, without_account=1, key_accounts=1, open_red_flags=1, high_red_flags=1, broken=1)
    written = text(review(plans=plans))

    assert "2 accounts with a plan, 1 of them key." in written
    assert "1 open red flag, 1 high." in written
    assert "1 plan without an account" in written
    assert "1 broken plan:" in written
    assert "No plans yet in plans." in text(review(plans=PlanFigures("plans")))


def test_numbers_follow_the_locale() -> None:
    """German commas and points in the text; JSON stays JSON."""
    german = Formats(",", ".", "de")

    assert "revenue 2.780,00" in text(review(), german)
    assert "hold 58,3%" in text(review(), german)


def test_markdown_takes_no_markup_from_data() -> None:
    """A name full of signs is shown, not obeyed."""
    made = review(major_customers=(MajorCustomer("1", "A|B <script> *x* [y](z)", 0.5),), source=("# x",))
    written = as_markdown(blocks_of(made, Formats()))

    assert written.startswith("# \\# x\n")
    assert "| A\\|B \\<script\\> \\*x\\* \\[y\\](z) | 50.0% |" in written


def test_the_json_steers_no_terminal_and_reads_back_raw() -> None:
    """Control signs are escaped by JSON itself."""
    name = "a\x1b]0;x\x07\x9b2J\u202e\u2028"
    written = figures_json(review(major_customers=(MajorCustomer("1", name, 0.5),)))

    assert not set(name[1:]) & set(written) - set("]0;x2J")
    assert json.loads(written)["major_customers"][0]["name"] == name


def test_wide_letters_line_up() -> None:
    """Columns are as wide as their cells on a terminal."""
    assert aligned([("株式会社", "1"), ("ab\nc", "12")], (False, True)) == ["株式会社   1", "ab␊c      12"]


def test_amounts_stand_to_the_right_and_words_to_the_left() -> None:
    """In a block of findings a column of money is under one another by its last digit; in a block of numbers a verdict is read from its first letter."""
    findings = [("A", "EUR 1,000", "no plan"), ("B", "EUR 5", "3 of 5")]
    assert to_the_right(findings, numbers=False) == [False, True, False]
    assert to_the_right([("A", "4.1", "key account", "none"), ("B", "", "watch", "-")], numbers=True) == [False, True, False, True]
    assert to_the_right([("1", "! 79.1%"), ("2", "2.5%")], numbers=False) == [False, True]
    assert to_the_right([("A", "EUR 5 potential"), ("B", "EUR 7")], numbers=False) == [False, False]
