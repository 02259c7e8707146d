"""Keys of account names, as a column and one by one."""

from __future__ import annotations

import polars as pl
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from abmtui.portfolio.keys import ids_from_names, name_keys
from abmtui.wording import name_key

WORDS = st.sampled_from(
    ["Acme", "GmbH", "& Co.", "KG", "Ltd.", "(UK)", "S.A.", "Holding", "Müller", "北京", "हिन्दी", ".", "'q'", "A/S", "ΣΊΓΜΑ", "Łódź", "ﬁne", "", "\t", "\u00a0"]
)
NAMES = st.lists(WORDS, min_size=1, max_size=5).map(" ".join) | st.text(max_size=20)


@settings(deadline=None)
@given(st.lists(NAMES | st.none(), min_size=1, max_size=8))
@example(["a . . b", "Ltd", "...", "  x  ", "Co Co Acme Co"])
def test_a_column_of_names_has_the_keys_of_each_name(names: list[str | None]) -> None:
    """The quick way over a column gives what `wording.name_key` gives for each name."""
    assert name_keys(pl.Series(names, dtype=pl.String)).to_list() == [None if name is None else name_key(name) for name in names]


@pytest.mark.parametrize(
    ("names", "ids"),
    [
        (["Acme Ltd", "Beta Oy"], ["acme", "beta"]),
        (["Acme Ltd", "Acme", "ACME"], ["acme ltd", "Acme", "ACME"]),
        (["Ltd", "Limited"], ["ltd", "limited"]),
    ],
)
def test_names_get_ids_that_differ(names: list[str], ids: list[str]) -> None:
    """Where a key is shared, the whole folded name tells accounts apart, else the name as it is written."""
    assert ids_from_names(pl.Series(names))[0].to_list() == ids


@settings(deadline=None)
@given(st.lists(st.text(min_size=1, max_size=8), min_size=1, max_size=12, unique=True))
def test_ids_of_different_names_differ(names: list[str]) -> None:
    """Whatever the names, no two accounts share an id, and none is null."""
    ids = ids_from_names(pl.Series(names))[0].to_list()
    assert len(set(ids)) == len(names)
    assert None not in ids
