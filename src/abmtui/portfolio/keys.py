"""Account names as keys, the same as `wording.name_key` gives, at the speed of a column."""

from __future__ import annotations

from typing import Final

import polars as pl

from abmtui.portfolio.folding import folded_column
from abmtui.wording import LEGAL_FORMS, folded, name_key

_EDGE: Final = "[.,;:()\"']+"
_ODD: Final = r"[\s--[ ]]|  |^ | $|[\x{1c}-\x{1f}]|[\p{M}--[\x{300}-\x{36f}]]|\x{34f}"
"""Blanks other than single ones, and marks without a combining class (vowel signs), which `wording.folded` keeps: such names are folded one by one."""


def name_keys(names: pl.Series) -> pl.Series:
    """Return the key of every name (String): folded, without punctuation and legal form; null stays null.

    Words are set off by two blanks each, so that neighbouring legal forms can be taken off literally; a regex over all words costs four times as much.
    """
    name, fold = pl.col("name"), pl.col("folded")
    frame = pl.DataFrame([names.alias("name"), folded_column(names).alias("folded")])
    spaced = pl.concat_str(pl.lit("  "), fold.str.replace_all(" ", "  ", literal=True), pl.lit("  "))
    words = spaced.str.replace_all(f" {_EDGE}", " ").str.replace_all(f"{_EDGE} ", " ")
    short = words.str.replace_many([f" {form} " for form in LEGAL_FORMS], [""] * len(LEGAL_FORMS))
    key = short.str.replace_all("  ", " ", literal=True).str.strip_chars(" ")
    found = frame.lazy().with_columns(key.alias("key"), name.str.contains(_ODD).alias("odd")).collect()
    keys = found.select(
        pl.when(~pl.col("odd") & (pl.col("key") != "") & ~pl.col("key").str.contains("  ", literal=True)).then("key").alias(names.name)
    ).to_series()
    rest = keys.is_null().arg_true()
    if not rest.len():
        return keys
    return keys.scatter(rest, [None if text is None else name_key(text) for text in names.gather(rest)])


def ids_from_names(names: pl.Series) -> tuple[pl.Series, pl.Series]:
    """Return an id for each of these different names, and which names (Boolean) share their key with another.

    The id is the key. Names that differ in legal form or case alone stay accounts of their own; each of them is known by its whole folded name,
    or where that is shared too, by the name as written, so that the order of the rows decides nothing.
    """
    keys = name_keys(names)
    if keys.n_unique() == keys.len():
        return keys, pl.repeat(False, keys.len(), dtype=pl.Boolean, eager=True)
    shared = keys.is_duplicated()
    rows = shared.arg_true()
    own = names.gather(rows)
    whole = pl.Series([folded(" ".join(name.split())) for name in own], dtype=pl.String)
    taken = whole.is_duplicated() | (whole.is_in(keys.filter(~shared).implode()))
    ids = keys.clone().scatter(rows, whole.zip_with(~taken, own))
    return ids, shared
