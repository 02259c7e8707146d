"""`--since DATE`: the day from which a report tells what changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import click

from abmtui.cli.exits import StoppedError

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

FORMS: Final = "2026-09-12, 12 Sep, last fri or -30d"


def since_option(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add `--since` to a command, as its parameter `since`."""
    told = "Only what changed in the plans since that day, and what moved in the figures; with --part those parts behind it."
    decorated: Callable[..., Any] = click.option("--since", default="", metavar="DATE", help=told)(function)
    return decorated


def day_given(text: str, form: str, today: dt.date) -> dt.date | None:
    """Return the day that is meant, None where none is given; raise StoppedError for one that is none, or that is still to come."""
    from abmtui.plan.dates import typed_date

    if not text.strip():
        return None
    if form == "xlsx":
        raise StoppedError("--since is for text, Markdown, HTML and JSON; the workbook has its own sheets")
    day = typed_date(text, today, past=True)
    if day is None:
        raise StoppedError(f"--since {text}: no date; it reads {FORMS}")
    if day > today:
        raise StoppedError(f"--since {text}: {day.isoformat()} is still to come; it reads {FORMS}")
    return day
