"""To which side each column of a block stands: amounts to the right, words to the left."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

_AMOUNT: Final = re.compile(r"(?:! )?(?:\w{3} )?[-+<~\u2212]*\d[\d.,'\u00a0\u202f ]*(?:[KMB]|%|pt)?")
"""A number as formats write it, with its currency, its sign and its unit."""
_ABSENT: Final = frozenset({"", "-", "none", "undefined"})
"""What stands in place of a number."""


def to_the_right(rows: Sequence[Sequence[str]], *, numbers: bool) -> list[bool]:
    """Return for each column whether it stands to the right; `rows` without the headings.

    The first column is what the others are about, so it never does. In a block of `numbers` a column of words alone stands to the
    left all the same, in any other block a column of amounts alone to the right.
    """
    columns = list(zip(*rows, strict=True))
    return [place > 0 and (_holds_numbers(column) if numbers else _all_amounts(column)) for place, column in enumerate(columns)]


def _holds_numbers(column: Sequence[str]) -> bool:
    said = [cell for cell in column if cell not in _ABSENT]
    return not said or any(letter.isdigit() for cell in said for letter in cell)


def _all_amounts(column: Sequence[str]) -> bool:
    said = [cell for cell in column if cell not in _ABSENT]
    return bool(said) and all(_AMOUNT.fullmatch(cell) for cell in said)
