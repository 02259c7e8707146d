"""What a setting can hold: how each kind is read from TOML, what is said when it cannot be, and how it is written."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Literal

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

Holds = Literal["text", "texts", "yes", "share", "days", "metric", "period", "map", "number", "scale", "line", "choice", "gates"]
"""What a setting holds: `texts` one text or a list of them, `share` a number between 0 and 1, `line` the same with 0 for "as the class",
`number` any number from 0, `scale` 1 to 5, `choice` one of the setting's words, `map` a table of texts, `gates` a list of gates."""

METRICS: Final = ("revenue", "margin", "profit", "potential")
_LONGEST_SAID: Final = 60
_MOST_DAYS: Final = 36_500
_LARGEST_NUMBER: Final = 1e15
PERIOD: Final = re.compile(r"all|last12|\d{4}(-?[Qq][1-4])?")


@dataclass(frozen=True, slots=True)
class Setting:
    """One key of the config."""

    key: str
    """As in the file, dotted: `classes.a`."""
    holds: Holds
    default: Any
    help: str
    """One line for the example file and the schema."""
    attribute: str = ""
    """The attribute of `Config`; empty means the key with `_` for the dot."""
    part: str = ""
    """The key inside the attribute's mapping, where several keys make one attribute."""
    example: str = ""
    """TOML shown as a comment below a setting that is empty by default."""
    choices: tuple[str, ...] = ()
    """The words of a `choice`."""

    @property
    def name(self) -> str:
        """The attribute of `Config` that holds this setting."""
        return self.attribute or self.key.replace(".", "_")

    def read(self, value: Any) -> tuple[Any, str]:
        """Return (the value, "") or (None, what it must be) for a value as TOML gives it."""
        read = _READERS[self.holds](value)
        if read is None or (self.choices and read not in self.choices):
            must = f"this must be one of {', '.join(self.choices)}" if self.choices else _MUST_BE[self.holds]
            return None, f"{must}, not {_said(value)}"
        return read, ""

    def toml_default(self) -> str:
        """The default as TOML."""
        return toml_of(self.default)


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) else None


def _texts(value: Any) -> tuple[str, ...] | None:
    several = [value] if isinstance(value, str) else value
    if not isinstance(several, list) or not all(isinstance(item, str) for item in several):
        return None
    return tuple(item for item in several if item)


def _yes(value: Any) -> bool | None:
    return value if isinstance(value, bool) else None


def _share(value: Any) -> float | None:
    number = isinstance(value, int | float) and not isinstance(value, bool)
    return float(value) if number and 0 < value < 1 else None


def _days(value: Any) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 < value <= _MOST_DAYS else None


def _number(value: Any) -> float | None:
    number = isinstance(value, int | float) and not isinstance(value, bool)
    return float(value) if number and 0 <= value < _LARGEST_NUMBER else None


def _scale(value: Any) -> float | None:
    return float(value) if isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= 5 else None  # noqa: PLR2004  # scores are 1 to 5


def _line(value: Any) -> float | None:
    return 0.0 if value == 0 and not isinstance(value, bool) else _share(value)


def _gates(value: Any) -> tuple[Mapping[str, Any], ...] | None:
    """Return gates as (name, criteria, role), or None when one has no name or a key that gates do not have."""
    if not isinstance(value, list) or not all(isinstance(gate, dict) for gate in value):
        return None
    sound = all(_text(gate.get("name")) and _texts(gate.get("criteria", [])) is not None and _text(gate.get("role", "")) is not None for gate in value)
    if not sound or any(set(gate) - {"name", "criteria", "role"} for gate in value):
        return None
    return tuple({"name": gate["name"], "criteria": _texts(gate.get("criteria", [])), "role": gate.get("role", "")} for gate in value)


def _metric(value: Any) -> str | None:
    return value if value in METRICS else None


def _period(value: Any) -> str | None:
    text = str(value) if isinstance(value, int) and not isinstance(value, bool) else value
    return text if isinstance(text, str) and PERIOD.fullmatch(text) else None


def _map(value: Any) -> dict[str, str] | None:
    if not isinstance(value, dict):
        return None
    flat: dict[str, str] = {}
    for key, item in value.items():
        inner = {f"{key}.{year}": header for year, header in item.items()} if isinstance(item, dict) else {key: item}
        if not all(isinstance(header, str) for header in inner.values()):
            return None
        flat |= inner
    return flat


_READERS: Final[Mapping[Holds, Callable[[Any], Any]]] = {
    "text": _text,
    "texts": _texts,
    "yes": _yes,
    "share": _share,
    "days": _days,
    "metric": _metric,
    "period": _period,
    "map": _map,
    "number": _number,
    "scale": _scale,
    "line": _line,
    "choice": _text,
    "gates": _gates,
}
_MUST_BE: Final[Mapping[Holds, str]] = {
    "text": "this must be a text in quotes",
    "texts": "this must be a text in quotes or a list of them",
    "yes": "this must be true or false",
    "share": "this must be a number between 0 and 1, such as 0.8",
    "days": "this must be a whole number of days",
    "metric": f"this must be one of {', '.join(METRICS)}",
    "period": 'this must be "all", "last12", a year such as "2025" or a quarter such as "2025Q3"',
    "map": 'this must be a table of texts, FIELD = "COLUMN"',
    "number": "this must be a number from 0",
    "scale": "this must be a whole number from 1 to 5",
    "line": "this must be a number between 0 and 1, such as 0.8, or 0 for the line of the class",
    "choice": "this must be a text in quotes",
    "gates": 'this must be a list of gates, {name = "...", criteria = ["..."], role = "..."}',
}


def _said(value: Any) -> str:
    text = toml_of(value) if isinstance(value, str | bool | int | float | list | tuple) else "a table"
    return text if len(text) <= _LONGEST_SAID else f"{text[: _LONGEST_SAID - 1]}…"


def toml_of(value: Any) -> str:
    """Return a default or a setting as TOML on one line: texts, numbers, truth values, lists and flat tables of these."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return '"' + re.sub(r'[\\"\x00-\x1f\x7f]', lambda match: f"\\u{ord(match[0]):04x}" if match[0] not in '\\"' else f"\\{match[0]}", value) + '"'
    if isinstance(value, list | tuple):
        return "[" + ", ".join(toml_of(item) for item in value) + "]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{toml_of(key)} = {toml_of(item)}" for key, item in value.items()) + "}"
    return str(value)
