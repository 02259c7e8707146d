"""The last answers of a question that is asked again at every letter typed."""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

Key = TypeVar("Key")
Answer = TypeVar("Answer")


class Memory(Generic[Key, Answer]):
    """Answers by key, the oldest forgotten first. Two threads may at worst both work out the same answer."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._answers: OrderedDict[Key, Answer] = OrderedDict()

    def answer(self, key: Key, work_out: Callable[[], Answer]) -> Answer:
        """The answer remembered for a key, else a new one."""
        found = self._answers.pop(key, None)
        if found is None:
            found = work_out()
        self._answers[key] = found
        while len(self._answers) > self._most:
            self._answers.popitem(last=False)
        return found

    def known(self) -> tuple[Key, ...]:
        """What is remembered, the oldest first."""
        return tuple(self._answers)
