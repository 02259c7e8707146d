"""Ids of rows: short, easy to type, one a plan and kind."""

from __future__ import annotations

import hashlib
from itertools import count
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Container
    from random import Random

ALPHABET: Final = "23456789abcdefghjkmnpqrstuvwxyz"
"""Digits and letters that are not taken for one another: no 0 and o, no 1, i and l."""
LENGTH: Final = 6


def new_id(prefix: str, taken: Container[str], chance: Random) -> str:
    """Return an id such as `s-7kq2mf` that is not taken; two people adding rows at once must not meet, so `chance` is the system's."""
    while True:
        row_id = f"{prefix}-{''.join(chance.choice(ALPHABET) for _ in range(LENGTH))}"
        if row_id not in taken:
            return row_id


def derived_id(prefix: str, material: str, taken: Container[str]) -> str:
    """Return an id made from what a hand-written row holds, so that the row is called the same at every reading until it is saved."""
    for attempt in count():
        number = int.from_bytes(hashlib.sha256(f"{attempt}\n{material}".encode("utf-8", "surrogatepass")).digest())
        letters = []
        for _ in range(LENGTH):
            number, place = divmod(number, len(ALPHABET))
            letters.append(ALPHABET[place])
        row_id = f"{prefix}-{''.join(letters)}"
        if row_id not in taken:
            return row_id
    raise AssertionError
