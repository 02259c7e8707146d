"""Where a command's data goes: stdout, or a file by one durable save."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from abmtui.cli.exits import StoppedError
from abmtui.cli.streams import put_bytes, put_text, say
from abmtui.problems import Severity
from abmtui.wording import shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from abmtui.config import Config
    from abmtui.formats import Formats


def deliver(pieces: Iterable[str] | Iterable[bytes], output: str) -> None:
    """Write the pieces to `output`, or to stdout when that is empty; texts are made harmless for eyes, bytes go as they are."""
    if output:
        written(Path(output).expanduser(), b"".join(shown(piece, lines=True).encode() if isinstance(piece, str) else piece for piece in pieces))
        say(f"note: written: {output}")
        return
    for piece in pieces:
        if isinstance(piece, str):
            put_text(piece)
        else:
            put_bytes(piece)


def written(path: Path, data: bytes) -> None:
    """Save a file that a command was asked for; raise StoppedError with exit code 5 when it cannot be."""
    from abmtui.durable import ANY, NotSaved, save

    try:
        saved = save(path, data, before=ANY)
    except NotSaved as error:
        raise StoppedError(str(error), Severity.UNSAVED) from error
    if saved.note:
        say(f"note: {saved.note}")


def chosen_format(asked: str | None, output: str, suffixes: Mapping[str, str], default: str) -> str:
    """Return the format asked for, else the one that the output's name ends with, else the default."""
    if asked:
        return asked
    return suffixes.get(Path(output).suffix.lower(), default) if output else default


def formats_of(config: Config) -> Formats:
    """Return how numbers and dates are written for this user: the config's locale, else the environment's."""
    from abmtui.formats import formats_for

    named = (config.locale, *(os.environ.get(name, "") for name in ("LC_ALL", "LC_NUMERIC", "LANG")))
    return formats_for(next((name for name in named if name), "").split(".")[0])
