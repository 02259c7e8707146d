"""Answers that several columns are made of, kept as long as what they are about."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar
from weakref import WeakKeyDictionary

if TYPE_CHECKING:
    from collections.abc import Callable

    from abmtui.portfolio.model import Portfolio
    from abmtui.review.standing import Ground

T = TypeVar("T")


class Kept(Generic[T]):
    """The newest answer to one question of each portfolio or view, because several columns are made of it; it goes with whom it is of."""

    def __init__(self) -> None:
        self._answers: WeakKeyDictionary[Portfolio | Ground, tuple[object, T]] = WeakKeyDictionary()

    def answer(self, of: Portfolio | Ground, asked: object, make: Callable[[], T]) -> T:
        """Return what was made for the same question, or make it."""
        found = self._answers.get(of)
        if found is None or found[0] != asked:
            found = self._answers[of] = (asked, make())
        return found[1]
