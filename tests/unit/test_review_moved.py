"""What moved since an earlier review, by the figures that were kept of it; and the log that keeps them."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

import polars as pl
import pytest

from abmtui import durable
from abmtui.formats import Formats
from abmtui.report.moved_words import moved_blocks, moved_data, moved_line
from abmtui.review.moved import KeptReview, accounts_now, change_since, compared_with, counting, kept_of, last_known, moved, together
from abmtui.store.review_log import FILE, ReviewLog

if TYPE_CHECKING:
    from pathlib import Path

TODAY = dt.date(2026, 11, 22)
FIGURES = {"total": 1000.0, "gini": 0.71, "k": 0.70, "top_20_percent_share": 0.762, "accounts_to_80_percent": 100.0}
SEPTEMBER = KeptReview(dt.date(2026, 9, 12), "AK", "revenue · all", FIGURES, {"A": 2, "C": 1}, 3, 1, {"1": (10.0, "A"), "2": (5.0, "A")})


def on(day: dt.date, **accounts: tuple[float | None, str]) -> KeptReview:
    """Return a review of a day."""
    return replace(SEPTEMBER, day=day, accounts={name[1:]: said for name, said in accounts.items()})


def test_one_review_a_day_and_author_with_the_later_figures_and_every_account() -> None:
    """Ten strokes of a morning are one review; another person's and another measure's stand apart; the oldest comes first."""
    later = replace(on(SEPTEMBER.day, _3=(1.0, "C")), figures={**FIGURES, "gini": 0.72})
    others = (replace(SEPTEMBER, who="BL"), replace(SEPTEMBER, measure="margin · all"), on(dt.date(2026, 6, 1)))
    found = together((SEPTEMBER, *others, later))
    assert [(one.day.month, one.who, one.measure) for one in found] == [
        (6, "AK", "revenue · all"),
        (9, "AK", "revenue · all"),
        (9, "AK", "margin · all"),
        (9, "BL", "revenue · all"),
    ]
    assert (found[1].figures["gini"], sorted(found[1].accounts)) == (0.72, ["1", "2", "3"])


def test_a_stamp_that_was_undone_does_not_count() -> None:
    """Its account's stamp is older or gone; a review of which no account is left is none."""
    day = SEPTEMBER.day
    assert counting([SEPTEMBER], {"1": day, "2": day - dt.timedelta(1)})[0].accounts == {"1": (10.0, "A")}
    assert counting([SEPTEMBER], {"1": TODAY})[0].accounts == {"1": (10.0, "A")}
    assert counting([SEPTEMBER], {}) == ()


def test_the_review_before_is_the_last_of_an_earlier_quarter_else_the_first_of_this_one() -> None:
    """The quarter's own first days are no review before it, unless there is nothing else; today is none."""
    days = [dt.date(2026, 6, 1), dt.date(2026, 9, 30), dt.date(2026, 10, 1), dt.date(2026, 11, 1), TODAY]
    kept = [on(day) for day in days]
    assert compared_with(kept, TODAY) == kept[1]
    assert compared_with(kept[2:], TODAY) == kept[2]
    assert compared_with(kept[4:], TODAY) is None
    assert compared_with([], TODAY) is None


def test_an_account_is_held_against_its_own_last_review() -> None:
    """Not against one after its stamp, nor against today's; without a stamp against none."""
    kept = [on(dt.date(2026, 6, 1), _1=(8.0, "B")), SEPTEMBER, on(TODAY, _1=(12.0, "A"))]
    assert kept_of(kept, "1", TODAY, TODAY) == (SEPTEMBER.day, 10.0, "A")
    assert kept_of(kept, "1", dt.date(2026, 7, 1), TODAY) == (dt.date(2026, 6, 1), 8.0, "B")
    assert kept_of(kept, "1", None, TODAY) is None
    assert kept_of(kept, "9", TODAY, TODAY) is None
    assert last_known(kept)["1"] == (TODAY, 12.0, "A")
    assert change_since(12.0, 10.0) == pytest.approx(0.2)
    assert [change_since(*pair) for pair in ((None, 1.0), (1.0, None), (1.0, 0.0), (1.0, -1.0))] == [None] * 4


def test_what_moved_is_told_in_a_line_in_blocks_and_in_json() -> None:
    """Figures that read the same are left out of the line; of those that are undefined it is said."""
    figures = {**FIGURES, "gini": 0.7149, "top_20_percent_share": 0.77, "k": None}
    now = KeptReview(TODAY, "AK", SEPTEMBER.measure, figures, {"A": 1, "B": 1, "C": 1}, 2, 0, {"1": (10.0, "A"), "2": (2.0, "B")})
    flags = pl.DataFrame({"raised": [dt.date(2026, 9, 12), TODAY, None], "closed": [dt.date(2026, 9, 13), TODAY, None]})
    found = moved(SEPTEMBER, now, {"1": (10.0, "A"), "2": (5.0, "A"), "gone": (1.0, "C")}, flags)
    assert (found.changed_class, found.flags_raised, found.flags_closed) == ((("2", "A", "B"),), 1, 2)
    told = "since 12 Sep: top 20% 76.2% → 77.0%, k 70/30 → undefined, 1 account changed class, 1 flag raised, 2 flags closed"
    assert moved_line(found, Formats(), TODAY) == told
    figures_block, classes = moved_blocks(found, {"2": "Beta"}, Formats())
    assert ("Class A", "2", "1") in figures_block.rows
    assert ("Open red flags", "3", "2") in figures_block.rows
    assert (classes.rows, classes.accounts) == ((("Beta", "A", "B"),), ("2",))
    said = moved_data(found)
    assert said is not None
    assert (said["since"], said["figures"]["gini"], said["changed_class"]) == ("2026-09-12", [0.71, 0.7149], [{"id": "2", "from": "A", "to": "B"}])
    still = moved(SEPTEMBER, replace(SEPTEMBER, day=TODAY), {}, pl.DataFrame())
    assert moved_line(still, Formats(), TODAY) == "since 12 Sep: nothing moved"
    assert (len(moved_blocks(still, {}, Formats())), moved_data(None)) == (1, None)


def test_accounts_come_with_value_and_class() -> None:
    """Only those asked for that are there; without a class the class is empty."""
    table = pl.DataFrame({"id": ["1", "2", "3"], "value": [1.0, None, 3.0], "class": ["A", None, "C"]})
    assert accounts_now(table, ["2", "1", "x"]) == {"1": (1.0, "A"), "2": (None, "")}
    assert accounts_now(table, []) == {}


def test_the_log_gives_back_what_was_kept_and_passes_torn_lines_over(tmp_path: Path) -> None:
    """A line that a crash tore, or that is none, is a problem with its number; the others count. Read again only when touched."""
    log = ReviewLog(tmp_path)
    assert log.all() == ((), ())
    log.keep(SEPTEMBER)
    log.keep(replace(SEPTEMBER, day=TODAY, figures={**FIGURES, "k": None}, accounts={'ä"\n': (None, "")}))
    found, problems = log.all()
    assert (found[0], found[1].figures["k"], found[1].accounts, problems) == (SEPTEMBER, None, {'ä"\n': (None, "")}, ())
    assert log.all() is log.all()
    for line in (b'{"day": "2026-', b"[]", b'{"day": "2026-01-01"}', b'{"day": "soon", "figures": {}}', b"\xff", b"[" * 100_000):
        durable.append(tmp_path / FILE, line)
    again, problems = log.all()
    assert (again, [problem.where.rpartition(":")[2] for problem in problems]) == (found, ["3", "4", "5", "6", "7", "8"])
    for figures in (b'{"day": "2026-01-01", "figures": {"k": 1e999}}', b'{"day": "2026-01-01", "figures": {}, "open_flags": 1e999}'):
        durable.append(tmp_path / FILE, figures)
    assert [problem.where.rpartition(":")[2] for problem in log.all()[1]][-2:] == ["9", "10"]
    durable.append(tmp_path / FILE, b'{"day": "2026-12-01", "figures": {}}')
    assert log.all()[0][-1] == KeptReview(dt.date(2026, 12, 1), "", "")


def test_a_log_that_cannot_be_opened_is_said(tmp_path: Path) -> None:
    """A folder in its place is a problem when it is read, and a sentence when something is to be kept."""
    (tmp_path / FILE).mkdir()
    log = ReviewLog(tmp_path)
    assert "cannot be read: Is a directory" in log.all()[1][0].what
    with pytest.raises(durable.NotSaved, match=r"\.review-log\.jsonl was not saved"):
        log.keep(SEPTEMBER)
