"""What is measured, with the goal beside it, and which other programs are measured in the same run."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Literal

from make_accounts import PLACES

if TYPE_CHECKING:
    from collections.abc import Mapping

UP, DOWN, RIGHT, LEFT = "\x1b[A", "\x1b[B", "\x1b[C", "\x1b[D"
PAGE_DOWN, HOME, END, ESC, ENTER, TAB = "\x1b[6~", "\x1b[H", "\x1b[F", "\x1b", "\r", "\t"
SIZES: Final = (1_000, 100_000, 1_000_000)
ROW: Final = rf"({'|'.join(PLACES)}) [A-Z]"
"""An account's name as it begins on any row."""
WHOLE: Final = r"top 20% hold \d+%"
"""In the header once all rows are read and the figures stand."""

Goals = tuple[float, float, float]
"""For 1,000, 100,000 and 1,000,000 accounts."""


@dataclass(frozen=True, slots=True)
class Step:
    """One thing a person does at the terminal, and how soon it should be answered."""

    name: str
    keys: str
    goals: Goals | None = None
    """Milliseconds to the last byte (`until`), or None where nothing was promised."""
    size_goal: int | None = None
    """Bytes at most."""
    before: tuple[str, ...] = ()
    """Keys that lead there, each answered before the next; not measured."""
    after: tuple[str, ...] = ()
    """Keys that lead back."""
    times: int = 1
    """How often in one session: 1 for what is worked out once and then kept."""
    until: Literal["last", "changed"] = "last"
    quiet: float = 0.5
    """Seconds without a byte after which the answer is over: long where the form closes before the view behind it is worked out."""
    letters: bool = False
    """Whether every letter of `keys` is typed and measured on its own."""


def _column(place: int) -> str:
    """Return the keys that light the column at that place, wherever the cursor was."""
    return LEFT * 24 + RIGHT * place


FRESH: Final = (
    Step("sort by a number", "s", (20, 30, 150), before=(_column(5),), quiet=1.5),
    Step("sort by name", "s", (20, 40, 250), before=(_column(1),), quiet=1.5),
    Step("sort by two keys", "S", (20, 60, 400), before=(_column(3), "s", _column(6)), quiet=1.5),
    Step("search, exact hits, per letter", "quillhaven", (20, 30, 60), before=("/",), after=(ESC, ESC), until="changed", letters=True),
    Step("search with a typo, typo hits added, per letter", "harowmre", (40, 100, 500), before=("/",), after=(ESC, ESC), letters=True),
    Step("filter by a condition", ENTER, (20, 30, 150), before=("f", "region = 'Nordics' AND hours > 200"), after=(ESC,), quiet=1.5),
    Step("other metric", ENTER, (20, 30, 150), before=("m", DOWN), after=("m", UP, ENTER), quiet=1.5),
)
"""Done once in every session: a second time the answer may be kept."""

REPEATED: Final = (
    Step("cursor down", DOWN, (5, 5, 5), 600, times=12),
    Step("page down", PAGE_DOWN, (20, 20, 20), 15_000, times=12),
    Step("jump to the end", END, after=(HOME,), times=10),
    Step("open an account", ENTER, after=(ESC,), times=10),
)
"""Done in the last session, many times."""

PERSON_KEYS: Final = (ENTER, "2", "a", "Person", *(ENTER,) * 5)
"""The keys that open the account under the cursor and add a person to its plan."""
EDIT_KEYS: Final = (ENTER, "x")
"""The keys that begin to edit the cell under the cursor; Enter commits the edit."""
SAVED: Final = r"saved \d\d:\d\d:\d\d"
EDIT_GOAL: Final = 100.0
"""Milliseconds from Enter to the acknowledgement: at most 20 beyond the disk's own fsyncs."""


@dataclass(frozen=True, slots=True)
class Peer:
    """Another program that shows a table in a terminal; a row here is all it takes to measure it."""

    name: str
    command: str
    """Found on PATH, or the peer is left out."""
    argv: tuple[str, ...]
    """`FILE` stands for the portfolio."""
    suffix: str
    kind: str
    """As in "first row (CSV)", to stand beside ours."""
    keys: Mapping[str, str] = field(default_factory=dict)
    """Name of a step above -> the peer's keys for it."""
    most: int = 1_000_000
    """Accounts beyond which it is not asked."""


PEERS: Final = (Peer("VisiData", "vd", ("vd", "FILE"), ".csv", "CSV", {"cursor down": "j", "page down": "\x06", "jump to the end": "G", HOME: "gk"}),)
