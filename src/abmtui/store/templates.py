"""The user's own templates of channel rows, read from a TOML file; every mistake is told with file, line and field, and none keeps the rest from working."""

from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING, Any, Final

from abmtui.plan.line_map import UnmappedError, line_map, lines_of
from abmtui.plan.model import ChannelRow, field_specs
from abmtui.plan.reading import EXPECTED, UNREADABLE, read_value, unknown_word
from abmtui.plan.template_library import LIBRARY
from abmtui.plan.templates import ASKED, Template, TemplateRow, nearest_field, with_own
from abmtui.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

TABLE: Final = "template"
ROW: Final = "row"
LARGEST: Final = 1 << 20
"""Bytes; a file of templates is some pages of text, and tomllib is slow on hostile files."""
_OWN_KEYS: Final = ("name", "purpose", "about")


def library(path: Path | None) -> tuple[tuple[Template, ...], tuple[Problem, ...]]:
    """Return the user's templates and those of the program, and what is wrong in the user's file; None: there is no such file to read."""
    if path is None:
        return LIBRARY, ()
    own, problems = read_templates(path)
    return with_own(LIBRARY, own), problems


def read_templates(path: Path) -> tuple[tuple[Template, ...], tuple[Problem, ...]]:
    """Return the templates of a file and what is wrong in it. Never raises."""
    try:
        raw = path.read_bytes()
        if len(raw) > LARGEST:
            return (), (Problem("the templates are over 1 MiB; they should be some pages of text", str(path)),)
        text = raw.decode("utf-8-sig").replace("\r\n", "\n")
        data = tomllib.loads(text)
    except OSError as error:
        return (), (Problem(f"the templates cannot be read: {error.strerror or error}", str(path)),)
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        return (), (Problem("the templates are not UTF-8 text; save them as UTF-8", f"{path}:{line}"),)
    except (ValueError, RecursionError) as error:
        return (), (_not_toml(path, str(error)),)
    reading = _Reading(path, _lines(text))
    return tuple(reading.templates(data)), tuple(reading.problems)


def _not_toml(path: Path, said: str) -> Problem:
    at = re.search(r"\(at line (\d+), column (\d+)\)", said)
    what = said[: at.start()].strip() if at else said.removesuffix(" (at end of document)") or "nested too deeply"
    return Problem(f"the templates are not valid TOML: {what}; none of them is offered", f"{path}:{at[1]}" if at else str(path))


def _lines(text: str) -> Mapping[tuple[int, int, str], int]:
    """Return the line of each key by (template, row, key): both counted from 1, row 0 for a template's own keys, key "" for the header."""
    found: dict[tuple[int, int, str], int] = {}
    template = row = 0
    try:
        sections = line_map(text, lines_of(text))
    except UnmappedError:
        return {}
    for section in sections:
        if section.path == (TABLE,):
            template, row = template + 1, 0
        elif section.path == (TABLE, ROW):
            row += 1
        known = section.path[:1] == (TABLE,)
        place = (template, row) if known else (0, 0)
        found.setdefault((*place, "" if known else ".".join(section.path)), section.header + 1)
        for entry in section.entries:
            found.setdefault((*place, entry.path[0]), entry.first + 1)
    return found


class _Reading:
    """Reads one file's tables and collects what is wrong."""

    def __init__(self, path: Path, lines: Mapping[tuple[int, int, str], int]) -> None:
        self.problems: list[Problem] = []
        self._path = path
        self._lines = lines

    def templates(self, data: Mapping[str, Any]) -> Iterator[Template]:
        """Yield the templates that can be used."""
        for key in data:
            if key != TABLE:
                self._tell(0, 0, key, f"there is no such table here; a template begins with [[{TABLE}]]")
        tables = data.get(TABLE, [])
        if not isinstance(tables, list) or not all(isinstance(one, dict) for one in tables):
            self._tell(0, 0, TABLE, f"a template begins with [[{TABLE}]], in two brackets")
            return
        for number, table in enumerate(tables, 1):
            template = self._template(number, table)
            if template is not None:
                yield template

    def _template(self, number: int, table: Mapping[str, Any]) -> Template | None:
        for key in table:
            if key not in {*_OWN_KEYS, ROW}:
                self._tell(number, 0, key, f"there is no such field of a template; there are {', '.join(_OWN_KEYS)} and [[{TABLE}.{ROW}]]")
        texts = {key: self._text(number, key, table.get(key, "")) for key in _OWN_KEYS}
        if not texts["name"]:
            self._tell(number, 0, "name", 'a template needs a name: name = "Site visit and thanks"; it is left out')
            return None
        tables = table.get(ROW, [])
        if not isinstance(tables, list) or not tables or not all(isinstance(one, dict) for one in tables):
            self._tell(number, 0, ROW, f"{texts['name']} has no rows: begin each with [[{TABLE}.{ROW}]]; it is left out")
            return None
        rows = tuple(self._row(number, place, one) for place, one in enumerate(tables, 1))
        return Template(texts["name"], texts["purpose"] or "own", texts["about"], rows, own=True)

    def _text(self, number: int, key: str, raw: Any) -> str:
        if isinstance(raw, str):
            return raw.strip()
        self._tell(number, 0, key, "should be text in quotes")
        return ""

    def _row(self, number: int, place: int, table: Mapping[str, Any]) -> TemplateRow:
        specs = field_specs(ChannelRow)
        values: dict[str, Any] = {}
        for key, raw in table.items():
            if key not in specs or key in ASKED:
                self._tell(number, place, key, _unknown(key))
                continue
            value = read_value(raw, specs[key])
            if value is UNREADABLE:
                self._tell(number, place, key, f"should be {EXPECTED[specs[key].shape]}; it stays empty")
                continue
            if unknown_word(value, specs[key]):
                self._tell(number, place, key, f"{value!r} is none of {', '.join(specs[key].choices)}; it is inserted as it is")
            values[key] = value
        return TemplateRow(values)

    def _tell(self, number: int, place: int, key: str, what: str) -> None:
        """Tell what is wrong with a key, at its line or its table's."""
        line = self._lines.get((number, place, key)) or self._lines.get((number, place, ""))
        self.problems.append(Problem(what, f"{self._path}:{line}" if line else str(self._path), key))


def _unknown(key: str) -> str:
    """Return why a row has no such key."""
    if key in ASKED:
        return "is asked when the template is inserted, or belongs to the plan; it is left out"
    near = nearest_field(key)
    return "there is no such field of a channel row" + (f"; did you mean `{near}`?" if near else "; it is left out")
