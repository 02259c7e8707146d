"""Which tabs an account's screen has, and what each of them shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from abmtui.plan.model import KINDS
from abmtui.tui.bases.plan_columns import PANELS


@dataclass(frozen=True, slots=True)
class PageView:
    """One view of a tab's rows."""

    name: str
    """As `tui.widgets.plan_views` knows it; empty: the list."""
    word: str


LIST: Final = PageView("", "list")
VIEWS: Final = {
    "stakeholder": (LIST, PageView("people-tree", "tree"), PageView("people-power", "power and interest"), PageView("people-team", "our team")),
    "channel": (LIST, PageView("channels-by-channel", "by channel"), PageView("channels-by-month", "by month")),
}
"""The views of a kind of row, in the order of the key that goes round them."""


@dataclass(frozen=True, slots=True)
class Page:
    """One tab."""

    word: str
    grid: str
    """The id of the grid that shows it."""
    kinds: tuple[str, ...] = ()
    """The kinds of row that have their place there."""
    counted: bool = True
    """Whether the word is followed by how many rows of them there are."""
    beside: tuple[str, ...] = ()
    """The kinds among them that this number leaves out."""
    panels: bool = True
    """Whether Tab goes through its panels; else it goes on to the next tab."""
    views: tuple[PageView, ...] = (LIST,)

    @property
    def counts(self) -> tuple[str, ...]:
        """The kinds of row that are counted at its word."""
        return tuple(kind for kind in self.kinds if self.counted and kind not in self.beside)


def _table(kind: str) -> Page:
    return Page(PANELS[kind].tab, "rows", (kind,), panels=False, views=VIEWS.get(kind, (LIST,)))


PAGES: Final = (
    Page("Summary", "summary"),
    *(_table(kind) for kind in ("stakeholder", "channel")),
    Page("Flags", "rows", ("flag", "dismissal"), beside=("dismissal",), panels=False),
    _table("goal"),
    Page("Process", "process", ("gate",), counted=False),
    Page("Value", "value", ("score", "offering"), counted=False),
    Page("History", "rows", ("touch", "note")),
)
"""In the order of the keys 1 to 8."""


def page_of(kind: str) -> int:
    """Return the place of the tab that shows a kind of row."""
    return next(place for place, page in enumerate(PAGES) if kind in page.kinds)


def kind_in(section: str) -> str:
    """Return the kind of row that a panel holds ("score:selection" holds scores), or empty."""
    kind = section.partition(":")[0]
    return kind if kind in KINDS else ""
