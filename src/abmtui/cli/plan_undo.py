"""`abmtui plan undo` and `abmtui plan redo`: the last edit of the plans taken back, or made again, whoever made it here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import click

from abmtui.cli.options import CONFIG, PLANS, READING, Shared, examples, shared
from abmtui.cli.plan_desk import desk_of, told
from abmtui.cli.streams import put_text, say

if TYPE_CHECKING:
    from abmtui.workspace.outcomes import Outcome

_SOURCE: Final = Shared("--source", "The source whose plans folder is meant. May be given again.", "FILE", several=True)
_WHICH: Final = (PLANS, _SOURCE, CONFIG, *READING)
_NOTE: Final = "The last 500 edits of these plans are kept, those of the screen and of commands alike; a plan that was changed since is left alone."


@click.command("undo", epilog=examples("abmtui plan undo --plans plans", "abmtui plan undo --source accounts.csv", note=_NOTE))
@click.option("--past", is_flag=True, help="Leave an edit that somebody overtook as it is, and take the one before it.")
@shared(*_WHICH)
def undo_command(*, past: bool, **given: Any) -> int:
    """Take the last edit of the plans back, and say which it was."""
    return _moved(desk_of(given).editing.undo(past=past), "undone", "There is no edit to undo.")


@click.command("redo", epilog=examples("abmtui plan redo --plans plans", note=_NOTE))
@click.option("--past", is_flag=True, help="Leave an edit that somebody overtook as it is, and take the next one.")
@shared(*_WHICH)
def redo_command(*, past: bool, **given: Any) -> int:
    """Make the edit again that was undone last, and say which it was."""
    return _moved(desk_of(given).editing.redo(past=past), "redone", "There is no undone edit.")


def _moved(outcome: Outcome | None, word: str, nothing: str) -> int:
    from abmtui.workspace.outcomes import moved_words

    if outcome is None:
        put_text(f"{nothing}\n")
        return 0
    words = moved_words(outcome, word)
    if words:
        put_text(f"{words}\n")
    code = told(outcome)
    if outcome.state == "conflict":
        say(f"note: --past leaves it as it is and goes on to the edit {'before' if word == 'undone' else 'behind'} it")
    return code
