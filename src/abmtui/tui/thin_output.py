"""The same screen in fewer bytes: what Textual writes for a frame, without colours said again and moves that lead nowhere."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from textual.drivers.linux_driver import LinuxDriver

if TYPE_CHECKING:
    from collections.abc import Iterator

PARTS: Final = re.compile("\x1b\\[([0-9;]*)m|(\x1b\\[[0-9;]*H|\r?\n)|([^\x1b\r\n]+|\x1b[^\x1b\r\n]*|\r)")
"""A colour, a move of the cursor, or anything else."""
GROUNDS: Final = tuple(frozenset(str(code + base) for code in (*range(30, 40), *range(90, 98))) for base in (0, 10))
"""The codes that colour letters, and those that colour what is behind them."""
EXTENDED: Final = frozenset({"38", "48"})
KINDS: Final = {"2": 4, "5": 2}
"""How many numbers follow in an extended colour: 38;2;R;G;B and 38;5;N."""


class Look(NamedTuple):
    """What a terminal's letters look like."""

    attributes: frozenset[str] = frozenset()
    foreground: str = ""
    background: str = ""


PLAIN: Final = Look()
OFF: Final = {"1": "22", "2": "22", "3": "23", "4": "24", "7": "27", "9": "29"}
"""How an attribute is ended without touching the others; bold and dim end together."""
SEEN_ON_BLANKS: Final = frozenset({"4", "7", "9", "21", "51", "52", "53"})
"""Attributes that blanks show: underlines, reverse, strike, frames."""


def thin(data: str) -> str:
    """Return what leaves the same picture and the same cursor, given that letters are plain before and after `data`."""
    return "".join(_thinned(data)) if "\x1b[" in data else data


def _thinned(data: str) -> Iterator[str]:
    now = wanted = PLAIN
    moves = ""
    for codes, move, rest in PARTS.findall(data):
        if move:
            # A move to a place makes the moves before it pointless; a line feed only adds to them.
            moves = move if move[0] == "\x1b" else moves + move
        elif rest:
            yield moves
            moves = ""
            if wanted != now and not (rest.isspace() and _blank_alike(now, wanted)):
                yield _change(now, wanted)
                now = wanted
            yield rest
        else:
            wanted = _after(wanted, codes)
    yield moves
    if now != PLAIN:
        yield "\x1b[m"


def _blank_alike(now: Look, wanted: Look) -> bool:
    """Return whether blanks look the same in both."""
    return now.background == wanted.background and not SEEN_ON_BLANKS & (now.attributes | wanted.attributes)


@lru_cache(4096)
def _after(look: Look, codes: str) -> Look:
    """Return the look after a sequence of codes."""
    numbers = codes.split(";")
    while numbers:
        number = numbers.pop(0)
        place = next((place for place, ground in enumerate(GROUNDS) if number in ground), None)
        if number in {"", "0"}:
            look = PLAIN
        elif place is None:
            look = look._replace(attributes=look.attributes | {number})
        else:
            count = KINDS.get(numbers[0], 0) if number in EXTENDED and numbers else 0
            colour = ";".join([number, *numbers[:count]])
            look = look._replace(background=colour) if place else look._replace(foreground=colour)
            del numbers[:count]
    return look


@lru_cache(4096)
def _change(now: Look, wanted: Look) -> str:
    """Return the shortest sequence from one look to another: what ends and what begins, or a reset and everything."""
    ended = now.attributes - wanted.attributes
    off = {OFF.get(attribute, "0") for attribute in ended}
    kept = now.attributes - ended if "22" not in off else now.attributes - ended - {"1", "2"}
    codes = [*sorted(off), *sorted(wanted.attributes - kept)]
    for place, default in ((1, "39"), (2, "49")):
        if now[place] != wanted[place]:
            codes.append(str(wanted[place]) or default)
    whole = ";".join(["0", *sorted(wanted.attributes), *(str(colour) for colour in wanted[1:] if colour)])
    short = whole if "0" in off else min(";".join(codes), whole, key=len)
    return f"\x1b[{'' if short == '0' else short}m"


class ThinDriver(LinuxDriver):
    """Textual's driver for Linux and macOS, writing less."""

    def write(self, data: str) -> None:
        """Write thinned data."""
        super().write(thin(data))
