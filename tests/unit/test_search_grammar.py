"""What a search text asks for."""

from __future__ import annotations

import pytest

from abmtui.portfolio.search_grammar import Term, terms_of


@pytest.mark.parametrize(
    ("query", "terms"),
    [
        ("", ()),
        ("  ", ()),
        ("Wärtsilä", (Term("wartsila", "wärtsilä"),)),
        ("acme oy", (Term("acme", "acme"), Term("oy", "oy"))),
        ("'acme", (Term("acme", "acme", exact=True),)),
        ("^acme", (Term("acme", "acme", start=True, exact=True),)),
        ("oyj$", (Term("oyj", "oyj", end=True, exact=True),)),
        ("^acme$", (Term("acme", "acme", start=True, end=True, exact=True),)),
        ("!Ltd", (Term("ltd", "ltd", exact=True, negated=True),)),
        ("!^acme", (Term("acme", "acme", start=True, exact=True, negated=True),)),
        ("!'s.a.", (Term("sa", "s.a.", exact=True, negated=True),)),
        ("Coca-Cola AT&T", (Term("coca cola", "coca-cola"), Term("att", "at&t"))),
        ("DE-00.12", (Term("de 0012", "de-00.12"),)),
        ("' ! ^ $ !'^$ - & acme", (Term("acme", "acme"),)),
    ],
)
def test_a_search_text(query: str, terms: tuple[Term, ...]) -> None:
    """Signs at the ends of a word are fzf's; a sign alone is a word that is still being typed."""
    assert terms_of(query) == terms


def test_a_pasted_page_is_cut() -> None:
    """A match of all its words must fit one byte."""
    terms = terms_of("a-b-c-d-e-f-g " * 50)
    assert len(terms) == 16
    assert {term.words for term in terms} == {("a", "b", "c", "d", "e")}
