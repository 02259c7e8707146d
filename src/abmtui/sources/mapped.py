"""What the user mapped by hand: `--map FIELD=COLUMN`, a header spelled exactly or arithmetic over headers."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from abmtui.portfolio import columns as col
from abmtui.problems import Problem, Severity
from abmtui.sources.arithmetic import Formula, formula
from abmtui.sources.money import YEARLY
from abmtui.sources.nearest import nearest, quoted

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_YEAR: Final = re.compile(r"(\w+)\.((?:19|20)\d\d)")


@dataclass(frozen=True, eq=False)
class Mapped:
    """The user's own mapping, understood for one table."""

    sources: Mapping[str, str] = field(default_factory=dict)
    """Our field, or a year of it -> header or arithmetic as written."""
    formulas: Mapping[str, Formula] = field(default_factory=dict)
    """The ones that are arithmetic."""
    problems: tuple[Problem, ...] = ()

    @property
    def headers(self) -> set[str]:
        """The columns that are mapped as they are; those that arithmetic uses stay free."""
        return {header for name, header in self.sources.items() if name not in self.formulas}


def mapped(mapping: Mapping[str, str], headers: Sequence[str]) -> Mapped:
    """Return the user's mapping over these headers, with a problem for every part that is not understood."""
    sources: dict[str, str] = {}
    formulas: dict[str, Formula] = {}
    problems: list[Problem] = []
    for name, text in mapping.items():
        fault = _field_fault(name)
        parsed: Formula | None = None
        header = text.strip().removeprefix('"').removesuffix('"') if text.strip() not in headers else text.strip()
        if not fault and header not in headers:
            parsed, fault = _formula(name, text, headers)
        if fault:
            problems.append(Problem(fault, field=f"--map {name}", severity=Severity.USAGE))
            continue
        sources[name] = header if parsed is None else text.strip()
        if parsed is not None:
            formulas[name] = parsed
    return Mapped(sources, formulas, tuple(problems))


def _field_fault(name: str) -> str:
    """Why `name` is nothing that can be mapped, or nothing."""
    if name in col.FIELDS:
        return ""
    if match := _YEAR.fullmatch(name):
        if match[1] in YEARLY:
            return ""
        return f"there are no years of {match[1]}; years can be named of {', '.join(YEARLY)}"
    return f"there is no field {name}{nearest(name, col.FIELDS)}; fields are {', '.join(col.FIELDS)}, and years such as revenue.2025"


def _formula(name: str, text: str, headers: Sequence[str]) -> tuple[Formula | None, str]:
    base = name.partition(".")[0]
    if col.FIELDS[base].unit in {"text", "date"}:
        return None, f'there is no column "{text}"{nearest(text, headers)}; columns are {quoted(headers)}'
    parsed, fault = formula(text, headers)
    return parsed, f"the formula {text} {fault}; columns are {quoted(headers)}" if fault else ""
