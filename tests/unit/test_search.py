"""Finding accounts by name and id: exact hits, likely hits, order among equals."""

from __future__ import annotations

import random
import threading

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from abmtui.portfolio.search import MOST_EXACT, MOST_LIKELY, NO_HITS, Hits, SearchIndex, literal_hits
from abmtui.portfolio.search_words import plain_text

NAMES = [
    "Acme Steel GmbH",  # 0
    "Steel Acme Norge AS",  # 1
    "Acmeton Foods Inc.",  # 2
    "New Acme & Sons",  # 3
    "Placme Oy",  # 4
    "Wärtsilä Oyj",  # 5
    "Wärtsilä Norge AS",  # 6
    "ABB Ltd",  # 7
    "Nordic Marine AB",  # 8
    "Abacus AB",  # 9
    "北京钢铁公司",  # 10
    "Acme",  # 11
]
IDS = ["DE-1001", "DE-1002", "NO-0007", "acme", None, "1001", "10", "a1", "a2", "a3", "a4", "a5"]
INDEX = SearchIndex(pl.Series(NAMES), pl.Series(IDS))
BARE = SearchIndex(pl.Series(NAMES))


@pytest.mark.parametrize(
    ("query", "rows"),
    [
        # the whole name, then names that begin with it, then other words, then inside a word
        ("acme", [11, 0, 2, 1, 3, 4]),
        ("acme oy", [4]),
        ("steel acme", [1, 0]),
        ("acme steel", [0, 1]),
        ("WARTSILA", [5, 6]),
        ("wärtsilä oyj", [5]),
        ("norge", [1, 6]),
        # a legal form counts less than the start of a name
        ("ab", [7, 9, 8]),
        ("ab nordic", [8]),
        ("钢铁", [10]),
        ("北京", [10]),
        ("钢", [10]),
        ("'cme", [0, 1, 2, 3, 4, 11]),
        ("'acme-steel", [0]),
        ("^acme", [11, 0, 2]),
        ("as$", [1, 6]),
        ("^acme$", [11]),
        ("acme !steel", [11, 2, 3, 4]),
        ("!acme", [5, 6, 7, 8, 9, 10]),
        ("!acme !^w norge", []),
        ("new-acme", [3]),
        ("zebra", []),
    ],
)
def test_exact_hits(query: str, rows: list[int]) -> None:
    """Every term is in the name as written; whole words first, equals in the order of the list."""
    found = BARE.exact(query)
    assert found.rows.to_list() == rows
    assert found.count == len(rows)
    assert found.rows.dtype == pl.UInt32


@pytest.mark.parametrize(
    ("query", "rows"),
    [("de-1001", [0]), ("DE-1", [0, 1]), ("1001", [5]), ("10", [6]), ("de", []), ("acme", [3, 11, 0, 2, 1, 4]), ("a1 abb", [7]), ("de- acme", [0, 1])],
)
def test_an_id_is_found_whole_or_by_its_first_three_letters(query: str, rows: list[int]) -> None:
    """Beside the names, and together with them."""
    assert INDEX.exact(query).rows.to_list() == rows


@pytest.mark.parametrize(
    ("query", "row"),
    [
        ("wratsila", 5),
        ("wartsila norgge", 6),
        ("wrtsila nor", 6),
        ("acmetn fods", 2),
        ("norge wartsila", 6),
        ("nordicmarine", 8),
        ("marine nordic gmbh", 8),
        ("wart !oyj", 6),
        ("acme foodz ^acmet", 2),
        ("abacsu", 9),
    ],
)
def test_likely_hits(query: str, row: int) -> None:
    """Typos, other order, words written together, a word too many; terms with a sign hold as they are."""
    assert BARE.fuzzy(query).rows[0] == row


@pytest.mark.parametrize("query", ["", "^acme", "!acme", "'acme", "qqqqqq", "zz"])
def test_nothing_likely(query: str) -> None:
    """Signs allow no typos, and what is like nothing finds nothing."""
    assert BARE.fuzzy(query).rows.to_list() == []


def test_the_table_s_order_settles_equals_and_limits_the_hits() -> None:
    """Only rows that the table shows are found."""
    order = pl.Series([6, 5, 3, 2, 1], dtype=pl.UInt32)
    for query in ("wärtsilä", "acme"):
        shown = [row for row in order if row in BARE.exact(query).rows.to_list()]
        assert sorted(BARE.exact(query, order).rows) == sorted(shown)
        assert BARE.exact(query, order).count == len(shown)
    assert BARE.exact("norge", order).rows.to_list() == [6, 1]
    assert BARE.fuzzy("norgge", order).rows.to_list() == [6, 1]
    assert BARE.fuzzy("wartsilla", pl.Series([5], dtype=pl.UInt32)).rows.to_list() == [5]
    assert BARE.exact("norge").rows.to_list() == [1, 6]


def test_long_lists_are_cut_and_counted() -> None:
    """The best stay, the number says how many there are."""
    many = SearchIndex(pl.Series([f"Acme {number}" for number in range(1_000)]))
    assert (len(many.exact("acme").rows), many.exact("acme").count) == (MOST_EXACT, 1_000)
    assert many.exact("acme").rows.to_list() == list(range(MOST_EXACT))
    assert (len(many.fuzzy("acne").rows), many.fuzzy("acne").count) == (MOST_LIKELY, 1_000)
    backwards = pl.Series(list(range(999, -1, -1)), dtype=pl.UInt32)
    assert many.exact("acme", backwards).rows.to_list() == list(range(999, 799, -1))
    assert many.fuzzy("acne", backwards).rows[0] == 999


def test_no_names() -> None:
    """An empty list can be searched."""
    for names in ([], [None], ["--"]):
        nothing = SearchIndex(pl.Series(names, dtype=pl.String), pl.Series([None] * len(names), dtype=pl.String))
        assert nothing.exact("acme").rows.to_list() == []
        assert nothing.fuzzy("acme").count == 0
    assert NO_HITS.rows.dtype == pl.UInt32


def test_letters_typed_and_taken_back_change_nothing() -> None:
    """What is remembered of earlier letters gives the same hits as a fresh index."""
    source = random.Random(4)
    typed = ["acme steel", "wärtsilä norge as", "abacus", "钢铁公司", "norge wa", "!acme ab"]
    texts = [text[:length] for text in typed for length in range(1, len(text) + 1)]
    source.shuffle(texts)
    fresh = {text: SearchIndex(pl.Series(NAMES)) for text in texts}
    for text in texts:
        assert BARE.exact(text).rows.to_list() == fresh[text].exact(text).rows.to_list()
        assert BARE.fuzzy(text).rows.to_list() == fresh[text].fuzzy(text).rows.to_list()


def test_several_threads_may_search() -> None:
    """Each gets its own answer."""
    queries = ["acme", "wärtsilä", "norge", "ab", "steel"] * 8
    answers: dict[int, list[int]] = {}

    def search(place: int) -> None:
        answers[place] = [*BARE.exact(queries[place]).rows, *BARE.fuzzy(queries[place]).rows]

    threads = [threading.Thread(target=search, args=(place,)) for place in range(len(queries))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for place, query in enumerate(queries):
        assert answers[place] == [*BARE.exact(query).rows, *BARE.fuzzy(query).rows]


def test_before_there_is_an_index_names_are_found_literally() -> None:
    """Every term is somewhere in the name; the order is the table's."""
    folded = plain_text(pl.Series(NAMES))
    assert literal_hits(folded, "").rows.to_list() == []
    assert literal_hits(folded, "acme !steel").rows.to_list() == [2, 3, 4, 11]
    found: Hits = literal_hits(folded, "wärtsilä", pl.Series([6, 5, 0], dtype=pl.UInt32))
    assert (found.rows.to_list(), found.count) == ([6, 5], 2)
    assert found.rows.dtype == pl.UInt32


@settings(max_examples=60, deadline=None, derandomize=True, database=None)
@given(
    st.lists(st.text(st.sampled_from("abcä -."), min_size=1, max_size=12), min_size=1, max_size=20), st.text(st.sampled_from("abcä"), min_size=3, max_size=5)
)
def test_any_word_is_found_wherever_it_stands(names: list[str], word: str) -> None:
    """Exact hits of one word are the names that contain it, no more and no less; they are among the likely ones where a word begins with it."""
    index = SearchIndex(pl.Series(names))
    texts = plain_text(pl.Series([*names, word])).to_list()
    inside = [row for row, text in enumerate(texts[:-1]) if any(texts[-1] in part for part in text.split())]
    assert sorted(index.exact(word).rows) == inside
    begun = {row for row, text in enumerate(texts[:-1]) if any(part.startswith(texts[-1]) for part in text.split())}
    assert begun <= set(index.fuzzy(word).rows)
