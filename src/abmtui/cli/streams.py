"""What a command writes: data on stdout through one guarded writer, narration on stderr, at most a screenful and never cut in silence."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from abmtui.problems import Problem, Severity
from abmtui.wording import shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

SCREENFUL: Final = 20
"""Lines of narration before the rest is counted."""
_WORDS: Final = {Severity.NOTE: "note", Severity.MEND: "mend"}


class OutputClosedError(Exception):
    """The reader of stdout has gone (`abmtui report | head -1`): no error, the command ends quietly."""


class OutputFailedError(Exception):
    """Stdout takes no more data, for the reason in the message: a full disk, say."""


def put_text(text: str) -> None:
    """Write text meant for eyes: every control but the line feed becomes a visible mark."""
    encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
    put_bytes(shown(text, lines=True).encode(encoding, "replace"))


def put_bytes(data: bytes) -> None:
    """Write data as it is; raise OutputClosedError or OutputFailedError."""
    if sys.stdout is None:
        raise OutputFailedError("stdout is closed")
    try:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    except BrokenPipeError as error:
        raise OutputClosedError from error
    except OSError as error:
        raise OutputFailedError(error.strerror or str(error)) from error


def say(sentence: str) -> None:
    """Write one line of narration; a stderr that is closed or full is no reason to stop."""
    if sys.stderr is None:
        return
    with suppress(OSError, ValueError):
        encoding = sys.stderr.encoding or "utf-8"
        print(shown(sentence).encode(encoding, "replace").decode(encoding), file=sys.stderr, flush=True)


def complain(sentence: str) -> None:
    """Write what stopped the command."""
    say(f"abmtui: {sentence}")


def narrate(problems: Iterable[Problem]) -> None:
    """Write the problems, the heaviest first, at most a screenful; the rest is counted."""
    ordered = sorted(dict.fromkeys(problems), key=lambda problem: -problem.severity)
    fit = len(ordered) if len(ordered) <= SCREENFUL else SCREENFUL - 1
    for problem in ordered[:fit]:
        say(f"{_WORDS.get(problem.severity, 'error')}: {problem.sentence()}")
    if ordered[fit:]:
        say(_rest(ordered[fit:]))


def _rest(problems: Sequence[Problem]) -> str:
    counts = {word: sum(_WORDS.get(problem.severity, "error") == word for problem in problems) for word in ("error", "mend", "note")}
    counted = ", ".join(f"{count} {word}{'s' if count > 1 and word != 'mend' else ''}" for word, count in counts.items() if count)
    return f"... and {len(problems)} more ({counted}); `abmtui check` prints them all"


def let_go() -> None:
    """Point stdout at nothing, so that the interpreter's last flush meets no closed pipe."""
    if sys.__stdout__ is None or sys.stdout is not sys.__stdout__:
        return
    with suppress(OSError, ValueError):
        nothing = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nothing, sys.__stdout__.fileno())
        os.close(nothing)
