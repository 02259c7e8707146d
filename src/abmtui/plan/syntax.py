"""TOML text as data, or the line and column where it cannot be read; whatever the text is, an answer comes soon."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from typing import Any, Final

MAX_BYTES: Final = 4 * 1024 * 1024
_MEBI: Final = 1024 * 1024
DEEPEST_KEY: Final = 64
"""Parts of a dotted key; tomllib's time grows with their square (5 s for a key of 40 KB)."""
_PLACE: Final = re.compile(r" \((?:at line (\d+), column (\d+)|at end of document)\)$")
_CONFLICT: Final = tuple(re.compile(rf"^{mark}{{7}}(?:[ \r].*)?$", re.MULTILINE) for mark in "<=>")
_PART: Final = r"""(?:[\w-]++|"[^"\n]*+"|'[^'\n]*+')"""
_DEEP_KEY: Final = re.compile(rf"(?<![\w-]){_PART}(?:[ \t]*+\.[ \t]*+{_PART}){{{DEEPEST_KEY}}}")


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a text is no plan; line and column from 1."""

    what: str
    line: int
    column: int


def load(text: str) -> tuple[dict[str, Any], Fault | None]:
    """Return the data of a TOML text, or an empty table and the fault; `text` has no byte order mark."""
    if len(text) > MAX_BYTES or len(text.encode("utf-8", "surrogatepass")) > MAX_BYTES:
        return {}, Fault(f"the file is larger than {MAX_BYTES // _MEBI} MiB, which no plan is; look whether it is the right file", 1, 1)
    conflict = _conflict(text)
    if conflict is not None:
        return {}, _fault_at(text, conflict, "git left conflict marks here; choose between the two sides and remove the marks")
    if deep := _DEEP_KEY.search(text):
        return {}, _fault_at(text, deep.start(), f"a key of more than {DEEPEST_KEY} parts; shorten it")
    try:
        return tomllib.loads(text), None
    except tomllib.TOMLDecodeError as error:
        return {}, _fault_of(text, str(error))
    except RecursionError:
        return {}, Fault("lists or tables are nested too deeply; flatten them", 1, 1)
    except ValueError as error:
        # What Python itself cannot hold, such as a number of 5,000 digits; tomllib passes it on without a place.
        return {}, Fault(f"a value cannot be read ({error}); shorten it", 1, 1)


def _conflict(text: str) -> int | None:
    """Return where git's marks begin, when all three stand there in their order; one look through the text for each."""
    places = []
    end = 0
    for mark in _CONFLICT:
        found = mark.search(text, end)
        if found is None:
            return None
        places.append(found.start())
        end = found.end()
    return places[0]


def _fault_at(text: str, position: int, what: str) -> Fault:
    return Fault(what, text.count("\n", 0, position) + 1, position - (text.rfind("\n", 0, position) + 1) + 1)


def _fault_of(text: str, message: str) -> Fault:
    place = _PLACE.search(message)
    what = _PLACE.sub("", message)
    if place is None or place[1] is None:
        return _fault_at(text, len(text), f"{what}; something is not closed")
    return Fault(what, int(place[1]), int(place[2]))
