"""What moved since an earlier review: one line for a screen's head, blocks for a page and a report, data for JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from abmtui.report.blocks import Block
from abmtui.wording import counted

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterator, Mapping

    from abmtui.formats import Formats
    from abmtui.review.moved import Moved

SHOWN: Final = 20
_WRITTEN: Final[Mapping[str, tuple[str, str, Callable[[Formats, float], str]]]] = {
    "top_20_percent_share": ("top 20%", "Top-20% share", lambda formats, value: formats.percent(value)),
    "gini": ("Gini", "Gini", lambda formats, value: formats.number(value, 2)),
    "k": ("k", "k", lambda formats, value: f"{formats.number(value * 100)}/{formats.number(100 - round(value * 100))}"),
    "accounts_to_80_percent": ("accounts to 80%", "Accounts to 80%", lambda formats, value: formats.number(value)),
    "total": ("total", "Total", lambda formats, value: formats.short(value)),
}
"""Figure -> its short name, its name, and how it is written."""


def moved_line(moved: Moved, formats: Formats, today: dt.date) -> str:
    """Return what moved in one line: "since 12 Sep: top 20% 76.2% → 77.0%, 3 accounts changed class"; figures that read the same are left out."""
    figures = [f"{short} {then} → {now}" for short, _, then, now in _pairs(moved, formats) if then != now]
    return f"since {formats.day(moved.before.day, today)}: {', '.join((*figures, *_events(moved))) or 'nothing moved'}"


def _events(moved: Moved) -> tuple[str, ...]:
    changed = len(moved.changed_class)
    told = (
        f"{counted(changed, 'account')} changed class" if changed else "",
        f"{counted(moved.flags_raised, 'flag')} raised" if moved.flags_raised else "",
        f"{counted(moved.flags_closed, 'flag')} closed" if moved.flags_closed else "",
    )
    return tuple(part for part in told if part)


def _pairs(moved: Moved, formats: Formats) -> Iterator[tuple[str, str, str, str]]:
    """Yield short name, name, value then and value now as written; "undefined" where there was none."""
    for name, (short, long, write) in _WRITTEN.items():
        then, now = (None if figures.get(name) is None else write(formats, figures[name] or 0.0) for figures in (moved.before.figures, moved.now.figures))
        if then or now:
            yield short, long, then or "undefined", now or "undefined"


def moved_blocks(moved: Moved, names: Mapping[str, str], formats: Formats) -> tuple[Block, ...]:
    """Return the figures side by side and who changed class; `names` are those of the accounts by id."""
    then = formats.date(moved.before.day)
    rows = [(long, before, now) for _, long, before, now in _pairs(moved, formats)]
    classes = sorted({*moved.before.classes, *moved.now.classes})
    rows += [(f"Class {name}", formats.number(moved.before.classes.get(name, 0)), formats.number(moved.now.classes.get(name, 0))) for name in classes]
    rows += [
        ("Open red flags", formats.number(moved.before.open_flags), formats.number(moved.now.open_flags)),
        ("of them high", formats.number(moved.before.high_flags), formats.number(moved.now.high_flags)),
    ]
    events = _events(moved)
    said = f"{then} by {moved.before.who or 'somebody'}, {moved.before.measure}" + (f": {', '.join(events)} since." if events else ".")
    blocks = [Block("What moved since the review before", (said,), ("Figure", "Then", "Now"), tuple(rows), about=("review_moved",))]
    if moved.changed_class:
        listed = moved.changed_class[:SHOWN]
        more = (f"The first {SHOWN} of {formats.number(len(moved.changed_class))}.",) if len(moved.changed_class) > SHOWN else ()
        changes = tuple((names.get(account, account), was or "-", now or "-") for account, was, now in listed)
        ids = tuple(account for account, _, _ in listed)
        blocks.append(Block("Changed class", more, ("Account", "Then", "Now"), changes, numbers=False, accounts=ids))
    return tuple(blocks)


def moved_data(moved: Moved | None) -> dict[str, Any] | None:
    """Return the same for JSON, unrounded; None where no earlier review was kept."""
    if moved is None:
        return None
    return {
        "since": moved.before.day.isoformat(),
        "who": moved.before.who,
        "measure": moved.before.measure,
        "figures": {name: [moved.before.figures.get(name), moved.now.figures.get(name)] for name in _WRITTEN},
        "open_red_flags": [moved.before.open_flags, moved.now.open_flags],
        "flags_raised": moved.flags_raised,
        "flags_closed": moved.flags_closed,
        "changed_class": [{"id": account, "from": was or None, "to": now or None} for account, was, now in moved.changed_class],
    }
