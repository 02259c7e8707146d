"""The book's figures on every day somebody reviewed: `.review-log.jsonl`, a line a stroke, never rewritten."""

from __future__ import annotations

import datetime as dt
import json
import math
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final

from abmtui import durable
from abmtui.problems import Problem
from abmtui.review.moved import KeptReview, together

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    Read = tuple[tuple[KeptReview, ...], tuple[Problem, ...]]

FILE: Final = ".review-log.jsonl"


class ReviewLog:
    """The log of a plans' folder; several people may add to it at once, since a line is added whole.

    Of one day and author there may be several lines; read, they are one: the later figures, every account. A line stays when its stamp is
    undone; `review.moved.counting` passes it over.
    """

    def __init__(self, folder: Path) -> None:
        self.path = folder / FILE
        self._read: tuple[tuple[int, int], Read] | None = None
        """What was read last, with the size and the time of the file then."""

    def keep(self, review: KeptReview) -> None:
        """Add the book as it is. Raises durable.NotSaved."""
        line = {
            "day": review.day.isoformat(),
            "who": review.who,
            "measure": review.measure,
            "figures": dict(review.figures),
            "classes": dict(review.classes),
            "open_flags": review.open_flags,
            "high_flags": review.high_flags,
            "accounts": {account: list(said) for account, said in review.accounts.items()},
        }
        try:
            durable.append(self.path, json.dumps(line, ensure_ascii=False, allow_nan=False).encode("utf-8", "surrogatepass"))
        except OSError as error:
            raise durable.NotSaved(durable.reason(error, self.path)) from error

    def all(self) -> Read:
        """Return one review a day, author and measure, the oldest first, and what could not be read; read again only where the file was touched."""
        with suppress(OSError):
            status = self.path.stat()
            stamp = (status.st_size, status.st_mtime_ns)
            if self._read is None or self._read[0] != stamp:
                self._read = (stamp, self._all())
            return self._read[1]
        return self._all()

    def _all(self) -> Read:
        try:
            lines = (durable.content(self.path) or b"").split(b"\n")
        except OSError as error:
            return (), (Problem(f"the figures of earlier reviews cannot be read: {error.strerror}", str(self.path)),)
        found, problems = [], []
        for number, line in enumerate(lines, 1):
            if line:
                try:
                    found.append(_review(json.loads(line.decode("utf-8", "surrogatepass"))))
                except (ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError):
                    problems.append(Problem("this line of earlier figures is torn or none; it is passed over", f"{self.path}:{number}"))
        return together(found), tuple(problems)


def _review(said: Mapping[str, Any]) -> KeptReview:
    """Return a line's review; what it lacks beside its day and its figures is empty. Raises what a wrong shape raises."""
    return KeptReview(
        dt.date.fromisoformat(said["day"]),
        str(said.get("who", "")),
        str(said.get("measure", "")),
        {str(name): _number(value) for name, value in said["figures"].items()},
        {str(name): int(count) for name, count in said.get("classes", {}).items()},
        int(said.get("open_flags", 0)),
        int(said.get("high_flags", 0)),
        {str(account): (_number(value), str(name or "")) for account, (value, name) in said.get("accounts", {}).items()},
    )


def _number(value: Any) -> float | None:
    """Return a figure; raises ValueError for one that is not finite, which nobody could reckon with."""
    number = None if value is None else float(value)
    if number is not None and not math.isfinite(number):
        raise ValueError(value)
    return number
