"""Which letters of a name a search lights."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from abmtui.portfolio.search import lit


def marked(query: str, text: str) -> str:
    """The name with its lit letters in brackets."""
    for first, end in reversed(lit(query, text)):
        text = f"{text[:first]}[{text[first:end]}]{text[end:]}"
    return text


@pytest.mark.parametrize(
    ("query", "marks"),
    [
        ("wartsi", "[Wärtsi]lä Norge & Co. Oyj"),
        ("norge wär", "[Wär]tsilä [Norge] & Co. Oyj"),
        ("o", "Wärtsilä Norge & Co. [O]yj"),
        ("artsi", "W[ärtsi]lä Norge & Co. Oyj"),
        ("wratsila", "[W]ä[rtsilä] Norge & Co. Oyj"),
        ("norgge", "Wärtsilä [Norge] & Co. Oyj"),
        ("'norgge", "Wärtsilä Norge & Co. Oyj"),
        ("'ilä-nor", "Wärts[ilä Nor]ge & Co. Oyj"),
        ("^wärts", "[Wärts]ilä Norge & Co. Oyj"),
        ("^norge", "Wärtsilä Norge & Co. Oyj"),
        ("oyj$", "Wärtsilä Norge & Co. [Oyj]"),
        ("norge$", "Wärtsilä Norge & Co. Oyj"),
        ("!norge oyj", "Wärtsilä Norge & Co. [Oyj]"),
        ("zzzz", "Wärtsilä Norge & Co. Oyj"),
        ("", "Wärtsilä Norge & Co. Oyj"),
    ],
)
def test_lit_letters(query: str, marks: str) -> None:
    """Where a term stands, at the start of a word if it can; else what its likest word shares with it."""
    assert marked(query, "Wärtsilä Norge & Co. Oyj") == marks


@pytest.mark.parametrize(
    ("query", "text", "marks"),
    [
        ("oreilly", "O'Reilly Auto", "[O]'[Reilly] Auto"),
        ("strasse", "Bahnstraße 5", "Bahn[straße] 5"),
        ("coca-cola", "The Coca Cola Company", "The [Coca] [Cola] Company"),
        ("acme", "", ""),
        ("acme", "--", "--"),
    ],
)
def test_letters_find_their_way_back_to_the_text_as_written(query: str, text: str, marks: str) -> None:
    """One letter may be folded to two, and punctuation is not searched."""
    assert marked(query, text) == marks


@settings(max_examples=60, deadline=None, derandomize=True, database=None)
@given(st.text(st.sampled_from("abcß 'ä!^$"), max_size=8), st.text(st.sampled_from("abcßÄ '.-x"), max_size=20))
def test_spans_are_in_order_and_apart(query: str, text: str) -> None:
    """And inside the text."""
    edges = [edge for span in lit(query, text) for edge in span]
    assert edges == sorted(set(edges))
    assert all(0 <= edge <= len(text) for edge in edges)
