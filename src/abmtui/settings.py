"""Every setting once: its key, what it holds, its default and what it is for; reading, the example file and the schema follow this table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from abmtui.review_settings import REVIEW_SETTINGS
from abmtui.setting_kinds import METRICS, PERIOD, Holds, Setting, toml_of

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["METRICS", "SETTINGS", "SUFFIXES", "Setting", "defaults_of", "example_text", "schema", "section_of", "toml_of"]


def section_of(key: str) -> str:
    """Return the table of a dotted key: `classes` of `classes.a`, empty for a key of the first level."""
    return key.rpartition(".")[0]


SETTINGS: Final[Mapping[str, Setting]] = {
    setting.key: setting
    for setting in (
        Setting("source", "texts", (), "What opens when no source is named: files, globs or one folder, below this file's folder.", example='["accounts.csv"]'),
        Setting("plans", "text", "", "The folder of the account plans. Empty: plans/ beside the source.", example='"plans"'),
        Setting("templates", "text", "", "A TOML file of your own templates of channel rows, beside those that come with abmtui.", example='"templates.toml"'),
        Setting(
            "me",
            "text",
            "",
            "Your name as it stands in the owner columns and in plans: what `mine` means, and the author of your edits.",
            example='"Anna Salo"',
        ),
        Setting("team", "text", "", "Your team as it stands in the team column: what the scope `team` means.", example='"Team North"'),
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
        Setting("classes.by", "choice", "value", "What the lines count: the share of the value, or of the number of accounts.", choices=("value", "accounts")),
        Setting("review_days.A", "days", 90, "Days without a touch after which an account of class A needs a look.", "review_days", "A"),
        Setting("review_days.B", "days", 180, "The same for class B.", "review_days", "B"),
        Setting("review_days.C", "days", 365, "The same for class C.", "review_days", "C"),
        Setting("review_days.key", "days", 30, "The same for key accounts.", "review_days", "key"),
        Setting("ages.plan", "days", 180, "Days after which a plan that nobody changed is stale.", "ages", "plan"),
        Setting("ages.person", "days", 365, "Days after which what is known of a person is stale.", "ages", "person"),
        Setting("ages.flag", "days", 90, "Days after which an open flag without a review date is stale.", "ages", "flag"),
        Setting("ages.satisfaction", "days", 365, "Days after which satisfaction should be asked again.", "ages", "satisfaction"),
        Setting("ages.returns", "days", 365, "Days after which both returns should be asked again.", "ages", "returns"),
        *REVIEW_SETTINGS,
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


def defaults_of(attribute: str) -> dict[str, Any]:
    """Return the defaults of the settings that make one mapping of the config, by their part."""
    return {setting.part: setting.default for setting in SETTINGS.values() if setting.attribute == attribute}


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


_GATE: Final = {"name": {"type": "string"}, "criteria": {"type": "array", "items": {"type": "string"}}, "role": {"type": "string"}}
_TYPES: Final[Mapping[Holds, Mapping[str, Any]]] = {
    "text": {"type": "string"},
    "texts": {"type": ["string", "array"], "items": {"type": "string"}},
    "yes": {"type": "boolean"},
    "share": {"type": "number", "exclusiveMinimum": 0, "exclusiveMaximum": 1},
    "days": {"type": "integer", "minimum": 1},
    "metric": {"enum": list(METRICS)},
    "period": {"type": ["string", "integer"], "pattern": f"^({PERIOD.pattern})$"},
    "map": {"type": "object", "additionalProperties": {"type": ["string", "object"]}},
    "number": {"type": "number", "minimum": 0},
    "scale": {"type": "integer", "minimum": 1, "maximum": 5},
    "line": {"type": "number", "minimum": 0, "exclusiveMaximum": 1},
    "choice": {"type": "string"},
    "gates": {"type": "array", "items": {"type": "object", "required": ["name"], "additionalProperties": False, "properties": _GATE}},
}


def schema() -> dict[str, Any]:
    """Return the settings as a JSON schema (draft 2020-12), for editors that check TOML."""
    root: dict[str, Any] = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "abmtui config", "type": "object"}
    root |= {"additionalProperties": False, "properties": {}}
    for setting in SETTINGS.values():
        section, _, last = setting.key.rpartition(".")
        entry = {
            **_TYPES[setting.holds],
            **({"enum": list(setting.choices)} if setting.choices else {}),
            "default": setting.default,
            "description": setting.help,
        }
        if section:
            table = root["properties"].setdefault(section, {"type": "object", "additionalProperties": False, "properties": {}})
            table["properties"][last] = entry
        else:
            root["properties"][last] = entry
    return root
