"""What a user probably meant by a name that does not exist."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rapidfuzz import fuzz, process

from abmtui.wording import folded

if TYPE_CHECKING:
    from collections.abc import Iterable

_LIKE: Final = 50
_LISTED: Final = 12


def nearest(name: str, known: Iterable[str]) -> str:
    """A clause that names the nearest of `known`, such as `; the nearest is "Sales"`, or nothing when none is near."""
    found = process.extractOne(name, list(known), scorer=fuzz.WRatio, processor=folded, score_cutoff=_LIKE)
    return f'; the nearest is "{found[0]}"' if found else ""


def quoted(names: Iterable[str]) -> str:
    """Names in double quotes with commas between, at most twelve and then how many more."""
    listed = [f'"{name}"' for name in names]
    more = f" and {len(listed) - _LISTED} more" if len(listed) > _LISTED else ""
    return ", ".join(listed[:_LISTED]) + more
