"""What moved in the book since an earlier review, by the figures that were kept of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

import polars as pl

from abmtui.portfolio import columns as col
from abmtui.review.queue import quarter_start

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping, Sequence

FIGURES: Final = ("total", "gini", "k", "top_20_percent_share", "accounts_to_80_percent")
"""The figures of `Concentration` that are kept."""


@dataclass(frozen=True, slots=True)
class KeptReview:
    """The book on a day on which somebody reviewed accounts."""

    day: dt.date
    who: str
    measure: str
    """What was measured, in words: only reviews of the same measure are held against each other."""
    figures: Mapping[str, float | None] = field(default_factory=dict)
    """FIGURES; None: undefined."""
    classes: Mapping[str, int] = field(default_factory=dict)
    """Accounts by class."""
    open_flags: int = 0
    high_flags: int = 0
    accounts: Mapping[str, tuple[float | None, str]] = field(default_factory=dict)
    """Of each account that was reviewed: id -> (value, class or empty)."""


@dataclass(frozen=True)
class Moved:
    """Two states of one book side by side."""

    before: KeptReview
    now: KeptReview
    changed_class: tuple[tuple[str, str, str], ...] = ()
    """Of the accounts reviewed on any day before: (id, class then, class now)."""
    flags_raised: int = 0
    flags_closed: int = 0


def together(kept: Iterable[KeptReview]) -> tuple[KeptReview, ...]:
    """Return one review a day, author and measure, the oldest first: the later figures, and every account of the day."""
    days: dict[tuple[dt.date, str, str], KeptReview] = {}
    for one in kept:
        key = (one.day, one.who, one.measure)
        accounts = {**days[key].accounts, **one.accounts} if key in days else one.accounts
        days[key] = KeptReview(one.day, one.who, one.measure, one.figures, one.classes, one.open_flags, one.high_flags, accounts)
    return tuple(sorted(days.values(), key=lambda one: (one.day, one.who)))


def counting(kept: Iterable[KeptReview], stamps: Mapping[str, dt.date]) -> tuple[KeptReview, ...]:
    """Return the reviews that count, with the accounts that do: those whose last review (`stamps`, id -> day) is of that day or later.

    A stamp that was undone leaves its figures in the log, and the account's stamp on an earlier day or without one: they are passed over.
    """
    found = []
    for one in kept:
        accounts = {account: said for account, said in one.accounts.items() if account in stamps and stamps[account] >= one.day}
        if accounts:
            found.append(KeptReview(one.day, one.who, one.measure, one.figures, one.classes, one.open_flags, one.high_flags, accounts))
    return tuple(found)


def compared_with(kept: Sequence[KeptReview], today: dt.date) -> KeptReview | None:
    """Return the review that today's is held against: the last before the quarter began, else the first of the quarter before today; None without one.

    A review of a quarter takes several days; its own first days are no review before it.
    """
    earlier = [one for one in kept if one.day < quarter_start(today)]
    if earlier:
        return earlier[-1]
    return next((one for one in kept if one.day < today), None)


def kept_by(kept: Sequence[KeptReview], day: dt.date) -> KeptReview | None:
    """Return the newest review kept up to a day, else the oldest behind it; None without one."""
    return next((one for one in reversed(kept) if one.day <= day), kept[0] if kept else None)


def moved(before: KeptReview, now: KeptReview, known: Mapping[str, tuple[float | None, str]], flags: pl.DataFrame) -> Moved:
    """Return what moved from one state of the book to another.

    `known` are the accounts of all earlier reviews, `now.accounts` the same accounts as they are; `flags` has `raised` and `closed` a flag.
    """
    changed = tuple(
        (account, was, now.accounts[account][1]) for account, (_, was) in known.items() if account in now.accounts and now.accounts[account][1] != was
    )
    raised, closed = (int((flags[name] > before.day).sum()) if name in flags.columns else 0 for name in ("raised", "closed"))
    return Moved(before, now, changed, raised, closed)


def last_known(kept: Iterable[KeptReview]) -> dict[str, tuple[dt.date, float | None, str]]:
    """Return each account's newest kept (day, value, class); `kept` has the oldest first."""
    return {account: (one.day, value, name) for one in kept for account, (value, name) in one.accounts.items()}


def kept_of(kept: Iterable[KeptReview], account: str, reviewed: dt.date | None, today: dt.date) -> tuple[dt.date, float | None, str] | None:
    """Return what was kept of an account at its last review before today: (day, value, class); None without one that counts."""
    if reviewed is None:
        return None
    return last_known(one for one in kept if one.day <= reviewed and one.day < today).get(account)


def change_since(value: float | None, before: float | None) -> float | None:
    """Return how far a value moved against the one that was kept, of one; None where that has no meaning: nothing, or nothing positive, before."""
    return None if value is None or before is None or before <= 0 else value / before - 1


def accounts_now(table: pl.DataFrame, ids: Iterable[str]) -> dict[str, tuple[float | None, str]]:
    """Return (value, class) of the accounts with these ids, as far as the table has them."""
    wanted = pl.Series(list(ids), dtype=pl.String)
    found = table.filter(pl.col(col.ID).is_in(wanted.implode())).select(col.ID, col.VALUE, pl.col(col.ABC_CLASS).fill_null(""))
    return {account: (value, name) for account, value, name in found.iter_rows()}
