"""Ids of rows."""

from __future__ import annotations

from random import Random
from typing import Any

from abmtui.plan.ids import ALPHABET, derived_id, new_id


class Repeating(Random):
    """A chance that says the same six letters twice before it goes on."""

    def __init__(self, letters: str) -> None:
        super().__init__(1)
        self._letters = list(letters)

    def choice(self, seq: Any) -> Any:
        """Return the next letter of the list, whatever is to choose from."""
        return self._letters.pop(0)


def test_an_id_is_a_letter_and_six_that_are_not_mistaken() -> None:
    """No 0, o, 1, i or l; the same chance gives the same id."""
    row_id = new_id("s", (), Random(1))
    assert row_id == new_id("s", (), Random(1))
    assert (row_id[:2], len(row_id), set(row_id[2:]) <= set(ALPHABET)) == ("s-", 8, True)
    assert not set("01oil") & set(ALPHABET)


def test_an_id_that_is_taken_is_not_given_again() -> None:
    """The next one is tried until one is free."""
    assert new_id("s", {"s-aaaaaa"}, Repeating("aaaaaabbbbbb")) == "s-bbbbbb"


def test_a_row_without_id_is_called_the_same_at_every_reading() -> None:
    """The id comes from what the row says; rows that say the same get different ones."""
    one = derived_id("s", "Mika", ())
    assert one == derived_id("s", "Mika", ())
    assert one != derived_id("s", "Anna", ())
    assert derived_id("s", "Mika", {one}) not in {one, derived_id("s", "Anna", ())}
