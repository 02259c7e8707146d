"""Values of a plan file as a plan's values; what a field cannot hold is left to be kept as it is."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from abmtui.plan.model import FieldSpec

UNREADABLE: Final = object()
"""Returned for a value that the field cannot hold."""
_ISO: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
LOWEST: Final = 1
HIGHEST: Final = 5

EXPECTED: Final[Mapping[str, str]] = {
    "text": 'text in quotes, such as "Mika Laine"',
    "long": "text in quotes",
    "choice": "text in quotes",
    "date": "a date without quotes, such as 2026-03-01",
    "when": 'a date without quotes, such as 2026-03-01, or text in quotes, such as "monthly"',
    "number": "a number without quotes, such as 12.5",
    "money": "a number without quotes, such as 12500",
    "scale": "a whole number from 1 to 5",
    "yes": "true or false",
    "list": 'a list of texts, such as ["fuel", "uptime"]',
    "person": "a stakeholder's id or name in quotes",
    "people": 'a list of stakeholders, such as ["s-7kq2mf"]',
    "goal": "a goal's id or name in quotes",
}


def _text(raw: Any) -> Any:
    return raw if isinstance(raw, str) else UNREADABLE


def _date(raw: Any) -> Any:
    if isinstance(raw, str):
        try:
            return dt.date.fromisoformat(raw) if _ISO.fullmatch(raw) else UNREADABLE
        except ValueError:
            return UNREADABLE
    return raw if isinstance(raw, dt.date) and not isinstance(raw, dt.datetime) else UNREADABLE


def _when(raw: Any) -> Any:
    return raw if isinstance(raw, str) else _date(raw)


def _number(raw: Any) -> Any:
    if isinstance(raw, bool) or not isinstance(raw, (int, float)):
        return UNREADABLE
    try:
        value = float(raw)
    except OverflowError:
        return UNREADABLE
    return value if value - value == 0 else UNREADABLE  # neither nan nor infinite


def _scale(raw: Any) -> Any:
    return raw if isinstance(raw, int) and not isinstance(raw, bool) and LOWEST <= raw <= HIGHEST else UNREADABLE


def _yes(raw: Any) -> Any:
    return raw if isinstance(raw, bool) else UNREADABLE


def _list(raw: Any) -> Any:
    return tuple(raw) if isinstance(raw, list) and all(isinstance(item, str) for item in raw) else UNREADABLE


_READERS: Final[Mapping[str, Callable[[Any], Any]]] = {
    "text": _text,
    "long": _text,
    "choice": _text,
    "date": _date,
    "when": _when,
    "number": _number,
    "money": _number,
    "scale": _scale,
    "yes": _yes,
    "list": _list,
    "person": _text,
    "people": _list,
    "goal": _text,
}


def read_value(raw: Any, spec: FieldSpec) -> Any:
    """Return what the field holds when its file says `raw`, or `UNREADABLE`."""
    return _READERS[spec.shape](raw)


def unknown_word(value: Any, spec: FieldSpec) -> bool:
    """Return whether a text stands where only the field's own choices are welcome."""
    return bool(value) and spec.shape == "choice" and not spec.free and value not in spec.choices
