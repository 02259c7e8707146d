"""Scored accounts as rows: each with its name, ranks and marks, in words for reading and raw for JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import polars as pl

from abmtui.portfolio import columns as col

if TYPE_CHECKING:
    from abmtui.formats import Formats
    from abmtui.portfolio.scores import LeftOut
    from abmtui.workspace.reviewed import Reviewed

SHOWN: Final = 12
"""Accounts of a list in words."""
LISTED: Final = 20
"""Accounts of a list in JSON."""
_TOLD: Final = 3
"""Unknown criteria that are named."""


def how(criterion: str) -> str:
    """Return how a score is entered, with that criterion as the example."""
    return f"Enter one on the Value tab of an account, or by: abmtui plan add ACCOUNT score criterion='{criterion}' score=4 source=asked date=DATE evidence=WHY"


def many(count: int, what: str, formats: Formats) -> str:
    """Return a number of things in words; the first word of `what` takes the plural."""
    first, blank, rest = what.partition(" with ")
    return f"{formats.number(count)} {first}{'s' * (count != 1)}{blank}{rest}"


def in_view(reviewed: Reviewed, frame: pl.DataFrame) -> pl.DataFrame:
    """Return the rows of a frame of scored accounts that are in view, with the account's name; `row` is the place in the whole table."""
    mask, table = reviewed.measured.mask, reviewed.standing.ground.table
    kept = frame if mask is None else frame.filter(mask.gather(frame["row"]))
    return kept.with_columns(table[col.NAME].gather(kept["row"]).alias(col.NAME))


def score_cells(score: float | None, coverage: float | None, formats: Formats) -> tuple[str, str]:
    """Return a score with one digit and the part of the weight that it rests on; dashes where nothing is scored."""
    return ("-", "-") if score is None else (formats.number(score, 1), formats.percent(coverage, 0))


def marks_said(stale: int, guessed: int) -> str:
    """Return how many of an account's scores are past their date (!) and how many are guessed."""
    return ", ".join(part for part in (f"{stale} !" if stale else "", f"{guessed} guessed" if guessed else "") if part)


def rank_said(rank: int | None, formats: Formats) -> str:
    """Return a rank, or a dash for an account that is not ranked."""
    return "-" if rank is None else formats.number(rank)


def left_out_said(left_out: LeftOut, elsewhere: int) -> tuple[str, ...]:
    """Return a sentence about the scores that are not used; none where all are."""
    parts = []
    if left_out.unknown:
        names = ", ".join(f'"{name}"' for name in list(left_out.unknown)[:_TOLD])
        more = f" and {len(left_out.unknown) - _TOLD} more" if len(left_out.unknown) > _TOLD else ""
        parts.append(f"{sum(left_out.unknown.values())} for a criterion that the config does not know ({names}{more})")
    for count, what in (
        (left_out.without_score, "without a number from 1 to 5"),
        (left_out.future, "dated in the future"),
        (left_out.replaced, "scored again since"),
    ):
        if count:
            parts.append(f"{count} {what}")
    said = (f"Scores that do not count: {'; '.join(parts)}.",) if parts else ()
    where = "not in this table: under a parent, or not in the source"
    return (*said, f"{elsewhere} account{'s' * (elsewhere != 1)} with scores {'are' if elsewhere != 1 else 'is'} {where}.") if elsewhere else said


def left_out_data(left_out: LeftOut, elsewhere: int) -> dict[str, Any]:
    """Return the same for JSON."""
    return {
        "unknown_criteria": dict(left_out.unknown),
        "without_score": left_out.without_score,
        "future": left_out.future,
        "replaced": left_out.replaced,
        "accounts_not_in_the_table": elsewhere,
    }


def listed(frame: pl.DataFrame, *names: str) -> list[dict[str, Any]]:
    """Return the first accounts of a frame for JSON: id, name and the columns named."""
    return frame.head(LISTED).select(pl.col("account_id").alias("id"), col.NAME, *names).to_dicts()
