"""Names as words with their rows and weights."""

from __future__ import annotations

import math

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from abmtui.portfolio.search_words import LEGAL_WEIGHT, Vocabulary, plain_text, vocabulary


def words_of(*names: str | None) -> Vocabulary:
    """The vocabulary of names."""
    return vocabulary(pl.Series("name", names, dtype=pl.String))


def place(found: Vocabulary, word: str) -> int:
    """Where a word stands."""
    return int(found.places(pl.Series([word]))[0])


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Wärtsilä Oyj Abp", "wartsila oyj abp"),
        ("S.A. O'Reilly & Co.", "sa oreilly  co"),
        ("AT&T (Texas)", "att  texas"),
        ("Brown–Forman/DE/", "brown forman de"),
        ("北京钢铁", "北京钢铁"),
        (None, ""),
        ("---", ""),
    ],
)
def test_plain_text(name: str | None, text: str) -> None:
    """Folded; dots, apostrophes and ampersands close up, other punctuation parts."""
    assert plain_text(pl.Series([name], dtype=pl.String)).to_list() == [text]


def test_a_word_knows_its_rows_and_how_rare_it_is() -> None:
    """A legal form never weighs more than one."""
    found = words_of("Acme Steel Oy", "Steel Acme Steel", None, "Müller Tbk")
    assert sorted(found.words.to_list()) == ["acme", "muller", "oy", "steel", "tbk"]
    rows, firsts, values = found.rows_of(pl.Series([place(found, "acme"), place(found, "steel")]), pl.DataFrame({"x": [1, 2]}))
    assert sorted(zip(rows, firsts, values["x"], strict=True)) == [(0, False, 2), (0, True, 1), (1, False, 1), (1, False, 2), (1, True, 2)]
    assert found.weights[place(found, "acme")] == pytest.approx(math.log(1 + 4 / 2))
    assert found.weights[place(found, "muller")] == pytest.approx(math.log(1 + 4))
    assert found.weights[place(found, "oy")] == LEGAL_WEIGHT
    assert found.times(pl.Series([place(found, "steel"), place(found, "oy")])) == 4
    assert found.sizes.to_list() == [3, 3, 1, 2]
    assert found.weight_of(pl.Series([3, 2])).to_list() == [pytest.approx(2 * math.log(5)), 0.0]
    assert found.places(pl.Series(["acme", "nothing"])).is_null().to_list() == [False, True]


def test_no_names_and_names_without_words() -> None:
    """An index of them finds nothing and does not fail."""
    for found in (words_of(), words_of(None, "", "-")):
        assert found.words.to_list() == []
        assert found.places(pl.Series(["acme"])).to_list() == [None]
        assert found.rows_of(pl.Series([], dtype=pl.UInt32), pl.DataFrame({"x": []}))[0].to_list() == []


@settings(max_examples=60, deadline=None, derandomize=True, database=None)
@given(st.lists(st.text(st.sampled_from("abä -.1"), max_size=9), max_size=30))
def test_every_row_of_every_word(names: list[str]) -> None:
    """As splitting each name by itself gives them, however the names are sliced."""
    found = vocabulary(pl.Series("name", names, dtype=pl.String), at_once=4)
    texts = plain_text(pl.Series(names, dtype=pl.String)).to_list()
    assert found.text.to_list() == texts
    assert set(found.words) == {word for text in texts for word in text.split()}
    for at, word in enumerate(found.words):
        rows, firsts, _ = found.rows_of(pl.Series([at], dtype=pl.UInt32), pl.DataFrame({"x": [0]}))
        assert sorted(rows) == [row for row, text in enumerate(texts) for other in text.split() if other == word]
        assert set(rows.filter(firsts)) == {row for row, text in enumerate(texts) if text.split()[:1] == [word]}
