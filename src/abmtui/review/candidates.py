"""Who might be chosen as a key account, and which key accounts are to be thought over: each with the reasons."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import polars as pl

from abmtui.portfolio import columns as col
from abmtui.portfolio.gems import ENOUGH
from abmtui.portfolio.scores import HIGH, LOW
from abmtui.review.scored import scored

if TYPE_CHECKING:
    from abmtui.review.standing import Standing

KEY: Final = "key account"
"""The verdict for a key account."""
_PLANS: Final = {
    col.KEY_ACCOUNT: pl.Boolean(),
    "key_account_reason": pl.String(),
    "selection_verdict": pl.String(),
    "selection_reason": pl.String(),
    "selection_date": pl.Date(),
}


@dataclass(frozen=True, eq=False)
class Choice:
    """The state of the choice of key accounts; frames have one row an account, in the order of the table."""

    judged: pl.DataFrame
    """Accounts with a worksheet, a verdict or the key star: row, account_id, score, coverage, rank, stale, guessed and the plan's words on the choice."""
    candidates: pl.DataFrame
    """Of `judged` those that are no key accounts and might be, with `reasons`."""
    doubtful: pl.DataFrame
    """Of `judged` the key accounts to think over, with `reasons`."""


def choice_of(standing: Standing) -> Choice:
    """Return the state of the choice over all accounts of the table."""
    judged = _judged(standing)
    return Choice(judged, _with_reasons(judged, _SPEAK_FOR), _with_reasons(judged, _SPEAK_AGAINST))


def _judged(standing: Standing) -> pl.DataFrame:
    table = standing.ground.table
    known = [name for name in _PLANS if name in table.columns and (table.schema[name] == _PLANS[name])]
    absent = [pl.lit(None, dtype=_PLANS[name]).alias(name) for name in _PLANS if name not in known]
    said = table.with_row_index("row").select("row", pl.col(col.ID).alias("account_id"), *known, *absent)
    said = said.with_columns(pl.col(col.KEY_ACCOUNT).fill_null(value=False), *(pl.col(name).fill_null("") for name in _TEXTS))
    sheets = scored(standing).selection.select("row", "score", "coverage", "rank", "stale", "guessed")
    said = said.filter(pl.col(col.KEY_ACCOUNT) | (pl.col("selection_verdict") != "") | pl.col("row").is_in(sheets["row"].implode()))
    joined = said.join(sheets, on="row", how="left", maintain_order="left")
    return joined.with_columns(standing.column("signals").gather(joined["row"]).alias("signals"))


_TEXTS: Final = ("key_account_reason", "selection_verdict", "selection_reason")


def _with_reasons(judged: pl.DataFrame, rules: tuple[pl.Expr, ...]) -> pl.DataFrame:
    """Return the accounts for which any rule has words, all their words together."""
    found = judged.with_columns(pl.concat_list(rules).list.drop_nulls().alias("reasons"))
    return found.filter(pl.col("reasons").list.len() > 0)


def _when(condition: pl.Expr, words: str | pl.Expr) -> pl.Expr:
    return pl.when(condition).then(pl.lit(words) if isinstance(words, str) else words).otherwise(pl.lit(None, dtype=pl.String))


_IS_KEY: Final = pl.col(col.KEY_ACCOUNT)
_ENOUGH: Final = pl.col("coverage") >= ENOUGH - 1e-9
_VERDICT: Final = pl.col("selection_verdict")

_SPEAK_FOR: Final = (
    _when(~_IS_KEY & _ENOUGH & (pl.col("score") >= HIGH), f"worksheet of {HIGH} or more"),
    _when(~_IS_KEY & (_VERDICT == KEY), "verdict key account, not yet one"),
)
_SPEAK_AGAINST: Final = (
    _when(_IS_KEY & (pl.col("key_account_reason") == ""), "no reason why a key account"),
    _when(_IS_KEY & _ENOUGH & (pl.col("score") <= LOW), f"worksheet of {LOW} or less"),
    _when(_IS_KEY & pl.col("score").is_null(), "no worksheet"),
    _when(_IS_KEY & (pl.col("coverage") < ENOUGH - 1e-9), "worksheet covers less than half"),
    _when(_IS_KEY & (_VERDICT != "") & (_VERDICT != KEY), pl.concat_str(pl.lit("verdict: "), _VERDICT)),
    _when(_IS_KEY & (_VERDICT == ""), "no verdict"),
    _when(_IS_KEY & (_VERDICT != "") & (pl.col("selection_reason") == ""), "verdict without a reason"),
    _when(_IS_KEY & (pl.col("signals") > 0), pl.concat_str(pl.lit("risk of losing, signals: "), pl.col("signals").cast(pl.String))),
)
"""Each a few words where it holds, null where it does not."""
