"""Conditions typed by a person: what is answered, and the sentence for what cannot be."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import polars as pl
import pytest

from abmtui.portfolio import conditions
from abmtui.portfolio.columns import (
    ABC_CLASS,
    CHANGE,
    CUMULATIVE_SHARE,
    FIELDS,
    HAS_PLAN,
    KEY_ACCOUNT,
    NEXT_REVIEW,
    OPEN_FLAGS,
    OWNER,
    PRIOR,
    PROGRAMME,
    RANK,
    SHARE,
    VALUE,
)
from abmtui.portfolio.conditions import columns_meant, columns_named, condition_mask
from abmtui.problems import Severity

if TYPE_CHECKING:
    from pathlib import Path

FRAME = pl.DataFrame(
    {
        "Customer Name": ["Acme", "Wärtsilä", None],
        "revenue": [10.0, None, 30.0],
        "since": [dt.date(2020, 1, 1), dt.date(2024, 5, 1), None],
        "order lines": ["1", "x", "3"],
        "Team": ["a", "b", "c"],
        "TEAM": ["a", "b", "c"],
    }
)


def sentence(condition: str) -> str:
    """The refusal of a condition that cannot be answered."""
    mask, unknown, problem = condition_mask(FRAME, condition, "--filter")
    assert mask is None
    assert unknown == 0
    assert problem is not None
    assert problem.severity is Severity.USAGE
    assert problem.field == "--filter"
    assert problem.what.endswith(conditions.FORM)
    return problem.what


@pytest.mark.parametrize(
    ("condition", "rows", "unknown"),
    [
        ("revenue > 5", [True, False, True], 1),
        ("\"Customer Name\" LIKE 'W%'", [False, True, False], 1),
        ("since >= DATE '2024-01-31'", [False, True, False], 1),
        ("revenue IS NULL", [False, True, False], 0),
        ("Revenue > 5 -- a comment", [True, False, True], 1),
        ("revenue > 5 OR team = 'b'", None, 0),
        ("revenue >= AVG(revenue)", [False, False, True], 1),
        ("SUM(revenue) > 5", [True, True, True], 0),
        ("\"customer name\" = 'Select Read_ GmbH'", [False, False, False], 1),
    ],
)
def test_a_condition_is_true_false_or_unknown_for_each_row(condition: str, rows: list[bool] | None, unknown: int) -> None:
    """Unknown counts as not true and is counted; a column may be spelled in another case when only one can be meant."""
    if rows is None:
        assert '"Team", "TEAM"' in sentence(condition)
        return
    mask, nulls, problem = condition_mask(FRAME, condition, "--filter")
    assert problem is None
    assert mask is not None
    assert rows == mask.to_list()
    assert unknown == nulls


def test_the_same_spelling_wins_over_another_case() -> None:
    """Two columns that differ in case alone stay apart when spelled exactly."""
    assert columns_meant(["TEAM"], FRAME.columns, "--where") == ({"TEAM": "TEAM"}, None)


@pytest.mark.parametrize(
    ("condition", "words"),
    [
        ("", "is empty"),
        (" " * 9, "is empty"),
        ("revenue > 1 " + "OR revenue > 1 " * 200, "3,012 characters; at most 2,000"),
        ("revenue >", "is not understood: unable to parse"),
        ("revenue > 5 AS rich", "has words after its end"),
        ("revenue > 5 rich", "has words after its end"),
        ("revenue > 5) OR (revenue > 6", "is not understood"),
        ("revenue > 5; DROP TABLE x", "is not understood"),
        ("revenue", "gives a number"),
        ('"Customer Name"', "gives text"),
        ("since", "gives date"),
        ("1 = 1", "names no column"),
        ("COLUMNS('^r') > 1", "names no column"),
        ("revnue > 5", 'the nearest is "revenue"'),
        ('"Customer Name" = "Acme"', "text stands in single quotes: 'Acme'"),
        ("since > '2024-01-31'", "cannot be worked out: cannot compare 'date/datetime/time' to a string value"),
        ("revenue = 'Acme'", "cannot compare string with numeric type"),
        ("\"Customer Name\" ~ '('", "regex error"),
        ("revenue > (SELECT max(column_1) FROM read_csv('/etc/passwd'))", "queries and files inside it are not allowed"),
        ("revenue IN (FROM read_csv('/etc/passwd'))", "queries and files inside it are not allowed"),
        ("revenue IN (/**/SELECT 1)", "queries and files inside it are not allowed"),
        ("revenue > 99999999999999999999999999999999999999999999", "needs more than 38 digits"),
    ],
)
def test_what_cannot_be_answered_is_a_sentence(condition: str, words: str) -> None:
    """Every refusal says what is wrong and shows a form that works."""
    assert words in sentence(condition)


@pytest.mark.parametrize("gap", ["", " ", "\n", "/* a */", "/*a*/ -- b\n\n", "(("])
def test_a_query_does_not_hide_behind_comments(gap: str) -> None:
    """Polars would run it while parsing."""
    assert "queries and files inside it are not allowed" in sentence(f"revenue IN ({gap} select 1)")


def test_no_file_is_opened_while_a_condition_is_parsed(tmp_path: Path) -> None:
    """Polars would read the file before the answer is asked for."""
    secret = tmp_path / "secret.csv"
    secret.write_text("hidden\n1\n")
    assert "hidden" not in sentence(f"revenue > (SELECT max(x) FROM read_csv('{secret}'))")


def test_a_column_far_from_every_other_gets_no_nearest_and_a_long_reason_is_cut() -> None:
    """The sentence stays one line a person can read."""
    _, problem = columns_meant(["x"], [], "--where")
    assert problem is not None
    assert "nearest" not in problem.what
    assert "…" in sentence("revenue > 5 AND " + "(" * 300)


def test_columns_named_needs_no_frame() -> None:
    """Names come once each, as written."""
    assert columns_named('revenue > 5 AND revenue < 9 AND "Customer Name" IS NOT NULL', "--where") == (("revenue", "Customer Name"), None)
    named, problem = columns_named("revenue >", "--where")
    assert named == ()
    assert problem is not None


def test_every_field_can_be_named_and_a_class_is_text() -> None:
    """None of our names needs quoting, although some are words of SQL."""
    fields = [*FIELDS, VALUE, PRIOR, CHANGE, RANK, SHARE, CUMULATIVE_SHARE, ABC_CLASS, PROGRAMME, KEY_ACCOUNT, OPEN_FLAGS, NEXT_REVIEW, HAS_PLAN]
    frame = pl.DataFrame({name: ["A", "B"] for name in fields}, schema_overrides={ABC_CLASS: pl.Enum(["A", "B", "C"]), OWNER: pl.Categorical})
    for name in fields:
        mask, _, problem = condition_mask(frame, f"{name} LIKE 'A%'", "--filter")
        assert problem is None
        assert mask is not None
        assert mask.to_list() == [True, False]


def test_kinds_give_text_columns_a_type_first() -> None:
    """A cell that does not fit the kind is unknown, not an error."""
    mask, nulls, problem = condition_mask(FRAME, '"order lines" > 2', "--where", {"order lines": pl.Float64(), "revenue": pl.String()})
    assert problem is None
    assert mask is not None
    assert mask.to_list() == [False, False, True]
    assert nulls == 1


def test_a_panic_of_polars_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    """What polars calls a panic derives from BaseException and would end the program."""

    def panic(_: str) -> pl.Expr:
        raise pl.exceptions.PanicException("called `Option::unwrap()` on a `None` value")

    monkeypatch.setattr(pl, "sql_expr", panic)
    assert "is not understood: called" in sentence("revenue > 5")


def test_a_failure_without_words_is_named_by_its_kind(monkeypatch: pytest.MonkeyPatch) -> None:
    """The sentence is never empty after the colon."""

    def fail(_: str) -> pl.Expr:
        raise ValueError

    monkeypatch.setattr(pl, "sql_expr", fail)
    assert "is not understood: ValueError" in sentence("revenue > 5")
