"""The options that several commands share, each spelled once, and the settings they make together with the config."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

import click

from abmtui.cli.exits import StoppedError
from abmtui.settings import METRICS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from abmtui.config import Config


@dataclass(frozen=True, slots=True)
class Shared:
    """One shared option."""

    name: str
    help: str
    metavar: str = ""
    """What stands for its value in the help; empty for a flag."""
    several: bool = False
    choices: tuple[str, ...] = ()

    def decorator(self) -> Callable[[Any], Any]:
        """The click option."""
        if not self.metavar:
            return click.option(self.name, is_flag=True, default=None, help=self.help)
        kind = click.Choice(self.choices, case_sensitive=False) if self.choices else click.STRING
        return click.option(self.name, type=kind, metavar=self.metavar, multiple=self.several, help=self.help)


CONFIG: Final = Shared("--config", "Settings from this file.", "FILE")
PLANS: Final = Shared("--plans", "The folder of account plans. Else the config's, else plans/ beside the source.", "DIR")
READING: Final = (
    Shared("--map", "Which column is which field, e.g. revenue=Total or 'margin=Sales - Cost'. May be given again.", "FIELD=COLUMN", several=True),
    Shared("--where", "Only these rows of the source, over its own columns: \"STATUS != 'Cancelled'\".", "SQL"),
    Shared("--join", "Add the columns of a file to the accounts, by id, else by name. May be given again.", "FILE[:OURS=THEIRS]", several=True),
    Shared("--sheet", "The sheet of a workbook.", "NAME"),
    Shared("--encoding", "The encoding of a text file, e.g. cp1252. Else detected.", "NAME"),
    Shared("--delimiter", "The sign between columns, e.g. ';' or tab. Else detected.", "SIGN"),
    Shared("--decimal", "The decimal sign: ',' or '.'. Else detected.", "SIGN"),
)
VIEWING: Final = (
    Shared("--filter", "Only these accounts, over our fields and plan columns: \"region = 'Nordics'\".", "SQL"),
    Shared("--metric", "What is measured: revenue, margin, profit or potential.", "METRIC", choices=METRICS),
    Shared("--period", "all, last12, a year such as 2025 or a quarter such as 2025Q3.", "PERIOD"),
    Shared("--classes", "Where classes A and B end: 80/95 percent of the value (the usual), or 20/50:accounts.", "A/B[:accounts]"),
    Shared("--rollup", "Count subsidiaries with their parent."),
    Shared("--mine", "Only my accounts (`me` in the config)."),
    Shared("--low-bandwidth", "Draw less on a slow line."),
)
EVERY: Final = (CONFIG, PLANS, *READING, *VIEWING)
WITH_VALUE: Final = frozenset(option.name for option in EVERY if option.metavar) | {
    "--format", "-o", "--output", "--search", "--sort", "--columns", "--limit", "--source", "--group", "--part", "--what-if", "--scenario", "--view",
    "--account", "--without", "--ids", "--accounts",
    "--scope", "--decision", "--next", "--next-step", "--since", "--person", "--also",
}  # fmt: skip
"""Options whose next word is their value, of all commands: what stands before the first word is told apart by them."""


def examples(*lines: str, note: str = "") -> str:
    """Return the end of a command's help: example lines, kept as they are, and a note."""
    return "\n".join(("\b", "Examples:", *(f"  {line}" for line in lines), *(("", note) if note else ())))


def shared(*options: Shared) -> Callable[[Any], Any]:
    """Return a decorator that adds these options, in this order, to a command."""

    def add(function: Any) -> Any:
        for option in reversed(options):
            function = option.decorator()(function)
        return function

    return add


_SINGLE: Final = ("where", "sheet", "encoding", "delimiter", "decimal", "filter", "metric", "period", "rollup", "mine", "low_bandwidth", "plans")


def settings(config: Config, given: Mapping[str, Any]) -> Config:
    """Return the config with what the command line says in its place; `given` holds click's values by parameter name."""
    changed: dict[str, Any] = {key: given[key] for key in _SINGLE if given.get(key) not in (None, "")}
    if given.get("map"):
        changed["mapping"] = {**config.mapping, **dict(_pair(text) for text in given["map"])}
    if given.get("classes"):
        changed |= _class_lines(given["classes"])
    if given.get("join"):
        changed["join"] = tuple(given["join"])
    if given.get("sources"):
        changed["source"] = tuple(given["sources"])
    return replace(config, **changed)


_COUNTED: Final = ("value", "accounts")


def _class_lines(text: str) -> dict[str, float | str]:
    """Return the settings that `80/95` or `20/50:accounts` stands for; percent as a person says them, not shares."""
    lines, _, counted = text.partition(":")
    counted = counted.strip().lower() or "value"
    a, b = (_percent(part) for part in lines.partition("/")[::2])
    if a is None or b is None or counted not in _COUNTED:
        raise StoppedError(f"--classes {text}: it reads A/B in percent, such as 80/95 or 20/50:accounts")
    if a >= b:
        raise StoppedError(f"--classes {text}: class A must end below class B, and {a:g} is not below {b:g}")
    return {"classes_a": a / 100, "classes_b": b / 100, "classes_by": counted}


def _percent(text: str) -> float | None:
    """Return a number from 0 to 100; None for anything else."""
    try:
        percent = float(text.strip().removesuffix("%"))
    except ValueError:
        return None
    return percent if 0 <= percent <= 100 else None  # noqa: PLR2004 - percent


def _pair(text: str) -> tuple[str, str]:
    field, sign, column = text.partition("=")
    if not sign or not field.strip() or not column.strip():
        raise StoppedError(f'--map {text}: it reads FIELD=COLUMN, such as --map revenue=Total or --map revenue.2025="Sales 2025"')
    return field.strip(), column.strip()
