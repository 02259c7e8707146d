"""What the first word of a command line means: a command, a source, or a mistake with the nearest command."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Final

from abmtui.cli.exits import StoppedError

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

_SOURCE_SIGNS: Final = frozenset("/\\.*?")
_URI: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")


def is_uri(word: str) -> bool:
    """Return whether `word` is an address such as `postgres://host/base`."""
    return bool(_URI.match(word))


def looks_like_source(word: str) -> bool:
    """Return whether `word` names a source: it exists, holds a slash, backslash, dot, `*` or `?`, is `-` or has `://`."""
    return word == "-" or "://" in word or bool(_SOURCE_SIGNS & set(word)) or _exists(word)


def _exists(word: str) -> bool:
    try:
        return Path(word).exists()
    except (OSError, ValueError):
        return False


def first_word(words: Sequence[str], with_value: Collection[str]) -> int | None:
    """Return the place of the first word that is neither an option nor an option's value; None when there is none.

    `with_value` are the options that take the next word as their value (`--metric margin`, not `--metric=margin`).
    """
    place = 0
    while place < len(words):
        word = words[place]
        if word == "--":
            return None
        if not word.startswith("-") or word == "-":
            return place
        place += 2 if word in with_value else 1
    return None


def with_command_first(words: Sequence[str], commands: Collection[str], with_value: Collection[str]) -> list[str]:
    """Return `words` with their command in front: the one they name, else `open`; raise StoppedError for a word that is nothing.

    Words that only ask for help or the version are returned as they are.
    """
    place = first_word(words, with_value)
    if place is None:
        return list(words) if {"--help", "-h", "--version"} & set(words) else ["open", *words]
    word = words[place]
    if word in commands:
        return [word, *words[:place], *words[place + 1 :]]
    if looks_like_source(word):
        return ["open", *words]
    raise StoppedError(_neither(word, commands))


def _neither(word: str, commands: Collection[str]) -> str:
    near = nearest(word, commands)
    return f"`{word}` is neither a command nor an existing file" + (f"; did you mean `abmtui {near}`?" if near else "; `abmtui --help` lists the commands")


def nearest(word: str, known: Collection[str]) -> str:
    """Return the known word that `word` most resembles, or nothing."""
    from difflib import get_close_matches

    near = get_close_matches(word.lower(), [item.lower() for item in known], 1, 0.5)
    return next((item for item in known if near and item.lower() == near[0]), "")
