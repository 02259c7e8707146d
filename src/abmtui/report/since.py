"""`abmtui report --since DATE`: what changed in the plans since a day and what moved in the figures, in words, rows and JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from abmtui.report.blocks import Block
from abmtui.report.moved_words import moved_blocks, moved_data
from abmtui.report.since_figures import since_figures
from abmtui.wording import counted

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Sequence

    from abmtui.formats import Formats
    from abmtui.report.figures import ReviewFigures
    from abmtui.report.since_figures import PlanEdited, Since, Told
    from abmtui.workspace.reviewed import Reviewed

SHOWN: Final = 20
WORDS_SHOWN: Final = 4
NOTHING_KEPT: Final = "No figures were kept by then: the first review keeps them (v on an account, or `abmtui plan review ACCOUNT`)."
OUTSIDE: Final = "outside abmtui"


def since_blocks(reviewed: Reviewed, day: dt.date, formats: Formats) -> tuple[Block, ...]:
    """Return what happened in the accounts in view from a day on."""
    found = since_figures(reviewed, day)
    names = dict(reviewed.measured.table.select("id", "name").iter_rows()) if found.moved and found.moved.changed_class else {}
    moved = moved_blocks(found.moved, names, formats) if found.moved else (Block("What moved since the review before", (NOTHING_KEPT,)),)
    return (_head(found, formats), *happened_blocks(found, formats), _edited_block(found.edited, formats), *moved)


def since_data(reviewed: Reviewed, day: dt.date) -> dict[str, Any]:
    """Return the same for JSON."""
    return data_of(since_figures(reviewed, day))


def since_told(review: ReviewFigures, formats: Formats) -> tuple[Block, ...]:
    """Return the blocks of a review that was asked for a day; else none."""
    return () if review.since is None or review.reviewed is None else since_blocks(review.reviewed, review.since, formats)


def since_asked(review: ReviewFigures) -> dict[str, Any] | None:
    """Return the data of a review that was asked for a day; else None."""
    return None if review.since is None or review.reviewed is None else since_data(review.reviewed, review.since)


def data_of(found: Since) -> dict[str, Any]:
    """Return what happened as JSON holds it; lists at most 20."""
    return {
        "since": found.day.isoformat(),
        "counts": {name: len(getattr(found, name)) for name in (*_EVENTS, "edited")},
        **{name: [_told_data(one) for one in getattr(found, name)[:SHOWN]] for name in _EVENTS},
        "edited": [
            {"id": one.account, "name": one.name, "saves": one.saves, "last": one.last.isoformat(), "who": list(one.authors), "what": list(one.what)}
            for one in found.edited[:SHOWN]
        ],
        "moved": moved_data(found.moved),
        "unread_history_lines": found.unread,
    }


_EVENTS: Final = {
    "reviewed": ("Reviewed", "No account was reviewed.", "On"),
    "decisions": ("Decided", "No decision was written down.", "On"),
    "raised": ("Opened: red flags raised", "No red flag was raised.", "Raised"),
    "closed": ("Closed: red flags", "No red flag was closed.", "Closed"),
    "goals": ("Goals reached and missed", "No goal was reached or missed.", "Due"),
}
"""Attribute of `Since` -> heading, what is said of none, what the day is."""


def _told_data(one: Told) -> dict[str, Any]:
    return {"id": one.account, "name": one.name, "what": one.what, "date": None if one.day is None else one.day.isoformat(), "who": one.who or None}


def _head(found: Since, formats: Formats) -> Block:
    parts = (
        f"{counted(len({one.account for one in found.reviewed}), 'account')} reviewed",
        counted(len(found.decisions), "decision"),
        f"{counted(len(found.raised), 'flag')} raised",
        f"{len(found.closed):,} closed",
        f"{counted(len(found.edited), 'plan')} edited",
    )
    unread = (f"{counted(found.unread, 'line')} of the histories could not be read and were passed over.",) if found.unread else ()
    return Block(f"Since {formats.date(found.day)}", (f"{', '.join(parts)}.", *unread))


def happened_blocks(found: Since, formats: Formats) -> tuple[Block, ...]:
    """Return who was reviewed, what was decided, opened, closed and reached, a block each; one sentence says all that did not happen."""
    blocks = [_event(heading, when, getattr(found, name), formats) for name, (heading, _, when) in _EVENTS.items() if getattr(found, name)]
    none = tuple(sentence for name, (_, sentence, _) in _EVENTS.items() if not getattr(found, name))
    return (*blocks, *((Block("What did not happen", (" ".join(none),)),) if none else ()))


def _event(heading: str, when: str, told: Sequence[Told], formats: Formats) -> Block:
    rows = tuple((one.name, formats.date(one.day) or "-", one.what, one.who or "-") for one in told[:SHOWN])
    return Block(heading, _first(told, formats), ("Account", when, "What", "By"), rows, numbers=False, accounts=tuple(one.account for one in told[:SHOWN]))


def _edited_block(edited: Sequence[PlanEdited], formats: Formats) -> Block:
    if not edited:
        return Block("Plans edited", ("No plan was edited.",))
    rows = tuple((one.name, formats.number(one.saves), formats.date(one.last), _authors(one.authors), _few(one.what)) for one in edited[:SHOWN])
    ids = tuple(one.account for one in edited[:SHOWN])
    return Block("Plans edited", _first(edited, formats), ("Account", "Saves", "Last", "By", "What"), rows, numbers=False, accounts=ids)


def _authors(authors: Iterable[str]) -> str:
    return ", ".join(author or OUTSIDE for author in authors)


def _few(words: Sequence[str]) -> str:
    more = len(words) - WORDS_SHOWN
    return "; ".join((*words[:WORDS_SHOWN], *((f"{more} more",) if more > 0 else ()))) or "nothing that stayed"


def _first(rows: Sequence[object], formats: Formats) -> tuple[str, ...]:
    return (f"The first {SHOWN} of {formats.number(len(rows))}.",) if len(rows) > SHOWN else ()
