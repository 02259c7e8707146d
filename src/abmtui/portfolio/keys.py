"""Account names as keys, the same as `wording.name_key` gives, at the speed of a column."""

from __future__ import annotations

from typing import Final

import polars as pl

from abmtui.portfolio.folding import folded_column
from abmtui.wording import LEGAL_FORMS, folded, name_key

_EDGES: Final = r"[.,;:()\"']+"
_LEGAL: Final = " (?:" + "|".join(form.replace(".", r"\.") for form in sorted(LEGAL_FORMS)) + ") "


def name_keys(names: pl.Series) -> pl.Series:
    """Return the key of every name (String): folded, without punctuation and legal form.

    Names whose folded form is plain ASCII are folded as a column; the others, whose marks matter, one by one.
    """
    columns = pl.DataFrame([names.alias("name"), folded_column(names).alias("folded")])
    folded_text = pl.col("folded")
    plain = folded_text.str.len_bytes() == folded_text.str.len_chars()
    spaced = pl.concat_str(pl.lit("  "), folded_text.str.replace_all(r"\s+", "  "), pl.lit("  "))
    words = spaced.str.replace_all(f" {_EDGES}", " ").str.replace_all(f"{_EDGES} ", " ")
    whole = _joined(words)
    short = _joined(words.str.replace_all(_LEGAL, " "))
    key = pl.when(short != "").then(short).when(whole != "").then(whole).otherwise(folded_text.str.strip_chars())
    keys = columns.lazy().select(pl.when(plain).then(key).alias(names.name)).collect().to_series()
    odd = keys.is_null().arg_true()
    if not odd.len():
        return keys
    return keys.scatter(odd, [None if name is None else name_key(name) for name in names.gather(odd)])


def _joined(words: pl.Expr) -> pl.Expr:
    return words.str.replace_all(r"\s+", " ").str.strip_chars(" ")


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
