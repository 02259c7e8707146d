"""Every setting once: its key, what it holds, its default and what it is for; reading, the example file and the schema follow this table."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Literal

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

Holds = Literal["text", "texts", "yes", "share", "days", "metric", "period", "map"]
"""What a setting holds: `texts` one text or a list of them, `share` a number between 0 and 1, `map` a table of texts."""

METRICS: Final = ("revenue", "margin", "profit", "potential")
_LONGEST_SAID: Final = 60
_MOST_DAYS: Final = 36_500
_PERIOD: Final = re.compile(r"all|last12|\d{4}(-?[Qq][1-4])?")


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

    @property
    def name(self) -> str:
        """The attribute of `Config` that holds this setting."""
        return self.attribute or self.key.replace(".", "_")

    def read(self, value: Any) -> tuple[Any, str]:
        """Return (the value, "") or (None, what it must be) for a value as TOML gives it."""
        read = _READERS[self.holds](value)
        return (None, f"{_MUST_BE[self.holds]}, not {_said(value)}") if read is None else (read, "")

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


def _metric(value: Any) -> str | None:
    return value if value in METRICS else None


def _period(value: Any) -> str | None:
    text = str(value) if isinstance(value, int) and not isinstance(value, bool) else value
    return text if isinstance(text, str) and _PERIOD.fullmatch(text) else None


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


def section_of(key: str) -> str:
    """Return the table of a dotted key: `classes` of `classes.a`, empty for a key of the first level."""
    return key.rpartition(".")[0]


SETTINGS: Final[Mapping[str, Setting]] = {
    setting.key: setting
    for setting in (
        Setting("source", "texts", (), "What opens when no source is named: files, globs or one folder, below this file's folder.", example='["accounts.csv"]'),
        Setting("plans", "text", "", "The folder of the account plans. Empty: plans/ beside the source.", example='"plans"'),
        Setting(
            "me",
            "text",
            "",
            "Your name as it stands in the owner columns and in plans: what `mine` means, and the author of your edits.",
            example='"Anna Salo"',
        ),
        Setting("locale", "text", "", "How numbers and dates are written. Empty: as your system says.", example='"de_DE"'),
        Setting("currency", "text", "", "The currency of a source that does not say.", example='"EUR"'),
        Setting("theme", "text", "", "The screen's theme. Empty: the default.", example='"textual-light"'),
        Setting("low_bandwidth", "yes", False, "Draw less on a slow line."),
        Setting("metric", "metric", "revenue", "What the review measures: revenue, margin, profit or potential."),
        Setting("period", "period", "all", "Which period: all, last12, a year (2025) or a quarter (2025Q3)."),
        Setting("rollup", "yes", False, "Count subsidiaries with their parent."),
        Setting("mine", "yes", False, "Begin with my accounts only."),
        Setting("where", "text", "", "Which rows of the source count, over the file's own columns, as SQL.", example="\"STATUS != 'Cancelled'\""),
        Setting("filter", "text", "", "Which accounts are in view, over our fields, as SQL.", example="\"region = 'Nordics'\""),
        Setting("join", "texts", (), "Files whose columns are added to the accounts: FILE or FILE:OURS=THEIRS.", example='["owners.csv:name=Customer"]'),
        Setting("sheet", "text", "", "The sheet of a workbook. Empty: the first that holds accounts.", example='"Sales 2026"'),
        Setting("encoding", "text", "", "The encoding of text files. Empty: detected.", example='"cp1252"'),
        Setting("delimiter", "text", "", "The sign between columns. Empty: detected.", example='";"'),
        Setting("decimal", "text", "", "The decimal sign. Empty: detected column by column.", example='","'),
        Setting("classes.a", "share", 0.80, "Class A: the accounts that make this share of the value."),
        Setting("classes.b", "share", 0.95, "Class B: the accounts up to this share; class C: the rest."),
        Setting("review_days.A", "days", 90, "Days without a touch after which an account of class A needs a look.", "review_days", "A"),
        Setting("review_days.B", "days", 180, "The same for class B.", "review_days", "B"),
        Setting("review_days.C", "days", 365, "The same for class C.", "review_days", "C"),
        Setting("review_days.key", "days", 30, "The same for key accounts.", "review_days", "key"),
        Setting(
            "map",
            "map",
            {},
            'Which column is which field, where the headers do not say: FIELD = "COLUMN" or arithmetic.',
            "mapping",
            example='revenue = "Net sales"',
        ),
    )
}
SUFFIXES: Final = tuple(key.rpartition(".")[2] for key in SETTINGS)
"""The last words of all keys, for the nearest one to a misspelt key."""


def example_text() -> str:
    """Return a config that holds every setting at its default, each with a comment: what `abmtui init` writes."""
    lines = ["# Settings of abmtui. Every line holds the default; change what you need and delete the rest.", "# Paths stand below this file's folder."]
    section = ""
    for setting in SETTINGS.values():
        if setting.holds == "map":
            lines += ["", f"# {setting.help}", f"[{setting.key}]", f"# {setting.example}"]
            continue
        if section_of(setting.key) != section:
            section = section_of(setting.key)
            lines += ["", f"[{section}]"]
        elif not section:
            lines.append("")
        lines.append(f"# {setting.help}")
        if setting.example:
            lines.append(f"# {setting.key} = {setting.example}")
        lines.append(f"{setting.key.rpartition('.')[2]} = {setting.toml_default()}")
    return "\n".join(lines) + "\n"


_TYPES: Final[Mapping[Holds, Mapping[str, Any]]] = {
    "text": {"type": "string"},
    "texts": {"type": ["string", "array"], "items": {"type": "string"}},
    "yes": {"type": "boolean"},
    "share": {"type": "number", "exclusiveMinimum": 0, "exclusiveMaximum": 1},
    "days": {"type": "integer", "minimum": 1},
    "metric": {"enum": list(METRICS)},
    "period": {"type": ["string", "integer"], "pattern": f"^({_PERIOD.pattern})$"},
    "map": {"type": "object", "additionalProperties": {"type": ["string", "object"]}},
}


def schema() -> dict[str, Any]:
    """Return the settings as a JSON schema (draft 2020-12), for editors that check TOML."""
    root: dict[str, Any] = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "abmtui config", "type": "object"}
    root |= {"additionalProperties": False, "properties": {}}
    for setting in SETTINGS.values():
        section, _, last = setting.key.rpartition(".")
        entry = {**_TYPES[setting.holds], "default": setting.default, "description": setting.help}
        if section:
            table = root["properties"].setdefault(section, {"type": "object", "additionalProperties": False, "properties": {}})
            table["properties"][last] = entry
        else:
            root["properties"][last] = entry
    return root
