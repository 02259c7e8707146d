"""One table's lines with some of its keys changed: every other line, and every comment, stays as it was."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from abmtui.plan.line_map import comments_in, lines_of
from abmtui.plan.toml_text import key_text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from abmtui.plan.line_map import Entry, Section

_COMMENT: Final = re.compile(r"[ \t]*#")


def changed_lines(lines: Sequence[str], section: Section, changes: Mapping[str, str | None], order: Sequence[str], newline: str) -> list[str]:
    """Return the section's lines with `changes` made: key -> the new value's text, or None to take the key out.

    `lines` are those from `section.first` to `section.stop`. A key that was there keeps its place, its spelling and the comment behind it;
    of a key that goes its comments stay, on lines of their own. A new key stands behind the nearest one that comes before it in `order`.
    """
    behind: dict[int, list[str]] = {}
    replaced: dict[int, list[str]] = {}
    gone: set[int] = set()
    for key in sorted(changes, key=lambda key: _rank(key, order)):
        new = changes[key]
        found = [entry for entry in section.entries if entry.path[0] == key]
        for entry in found:
            gone.update(range(entry.first - section.first, entry.stop - section.first))
            value = new if entry.path == (key,) else None
            replaced[entry.first - section.first] = _entry_lines(lines[entry.first - section.first : entry.stop - section.first], entry, value, newline)
        if new is not None and not any(entry.path == (key,) for entry in found):
            place, indent = _place(lines, section, key, order)
            behind.setdefault(place, []).extend(lines_of(f"{indent}{key_text(key)} = {_ended(new, newline)}{newline}"))
    result = list(behind.get(0, ()))
    for index, line in enumerate(lines):
        result += replaced.get(index, [] if index in gone else [line])
        if index + 1 in behind:
            result = [*_closed(result, newline), *behind[index + 1]]
    return result


def _entry_lines(lines: Sequence[str], entry: Entry, value: str | None, newline: str) -> list[str]:
    text = "".join(lines)
    start, end = entry.value
    indent = _indent(text)
    kept = [f"{indent}{comment}{newline}" for comment in comments_in(text[start:end])] if text[start] == "[" else []
    if value is not None:
        return [*kept, *lines_of(text[:start] + _ended(value, newline) + text[end:])]
    trailing = text[end:].strip()
    return [*kept, f"{indent}{trailing}{newline}"] if trailing else kept


def _place(lines: Sequence[str], section: Section, key: str, order: Sequence[str]) -> tuple[int, str]:
    """Return behind how many of the section's lines a new key stands, and its indent."""
    rank = _rank(key, order)
    before = [entry for entry in section.entries if _rank(entry.path[0], order) < rank or rank == len(order)]
    if before:
        nearest = max(before, key=lambda entry: (_rank(entry.path[0], order), entry.first))
        return nearest.stop - section.first, _indent(lines[nearest.first - section.first])
    if section.header >= 0:
        return section.header - section.first + 1, _indent(lines[section.header - section.first])
    if not section.entries:
        return 0, ""
    place = section.entries[0].first
    while place and _COMMENT.match(lines[place - 1]):
        place -= 1
    return place, ""


def _rank(key: str, order: Sequence[str]) -> int:
    return order.index(key) if key in order else len(order)


def _indent(line: str) -> str:
    return line[: len(line) - len(line.lstrip(" \t"))]


def _ended(value: str, newline: str) -> str:
    return value if newline == "\n" else value.replace("\n", newline)


def _closed(lines: list[str], newline: str) -> list[str]:
    """Return the lines, the last one ended, so that another can follow."""
    if lines and not lines[-1].endswith("\n"):
        lines[-1] += newline
    return lines
