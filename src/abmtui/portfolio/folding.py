"""Columns of text folded for comparing, as `wording.folded` folds one text, at the speed of a column."""

from __future__ import annotations

import polars as pl

from abmtui.wording import UNFOLDED


def folded_column(texts: pl.Series) -> pl.Series:
    r"""Text without marks, in lower case, letters that NFKD leaves whole spelled out; null stays null.

    Every mark goes (`\p{M}`), where `wording.folded` keeps the few that Unicode gives no combining class; so fold queries with this too.
    Only names that are not plain ASCII take the long way, which is six times as dear.
    """
    text = pl.col("text")
    plain = text.str.len_bytes() == text.str.len_chars()
    spelled = pl.when(~plain).then(text).str.replace_many(UNFOLDED).str.normalize("NFKD").str.replace_all(r"\p{M}", "")
    folded = spelled.str.to_lowercase().str.replace_many(UNFOLDED)
    return texts.to_frame("text").lazy().select(pl.when(plain).then(text.str.to_lowercase()).otherwise(folded).alias(texts.name)).collect().to_series()
