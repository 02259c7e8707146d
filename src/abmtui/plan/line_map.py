"""Where everything stands in a TOML text: which lines each table and each key takes, and which comments are whose."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_STRINGS: Final = (
    r'"""(?:[^"\\]++|\\.|"{1,2}(?!"))*+"{3,5}',
    r"'''(?:[^']++|'{1,2}(?!'))*+'{3,5}",
    r'"(?:[^"\\\n]++|\\.)*+"',
    r"'[^'\n]*+'",
)
_STRING: Final = "|".join(_STRINGS)
_PART: Final = f"(?:[A-Za-z0-9_-]++|{_STRINGS[2]}|{_STRINGS[3]})"
_KEY: Final = rf"{_PART}(?:[ \t]*\.[ \t]*{_PART})*"
_PARTS: Final = re.compile(_PART, re.DOTALL)
_ITEM: Final = re.compile(
    rf"""[ \t]*(?:
        (?P<empty>\r?\n|\#[^\n]*\n?|\Z)
        | \[(?P<array>\[)?[ \t]*(?P<header>{_KEY})[ \t]*\]
        | (?P<key>{_KEY})[ \t]*=[ \t]*(?P<value>{_STRING}|[^\s\#,\[\]{{}}"'](?:[^\#\r\n]*[^\s\#])?|(?=[\[{{]))
    )""",
    re.DOTALL | re.VERBOSE,
)
_INSIDE: Final = re.compile(rf"(?:{_STRING})|(?P<comment>\#[^\r\n]*)|(?P<bracket>[\[\]{{}}])|[^\"'\#\[\]{{}}]+", re.DOTALL)
_COMMENT: Final = re.compile(r"[ \t]*#")


class UnmappedError(ValueError):
    """The text holds a line that this map does not understand."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One `key = value`, on the lines `first` to `stop` (exclusive)."""

    path: tuple[str, ...]
    first: int
    stop: int
    value: tuple[int, int]
    """Where the value begins and ends, counted from the start of line `first`."""


@dataclass(frozen=True, slots=True)
class Section:
    """One table: its comment block, its header and its keys, on the lines `first` to `stop` (exclusive).

    A comment block directly above a header is that table's; so are comments between its keys and directly below the last one.
    Comments between blank lines behind the last key belong to no table.
    """

    path: tuple[str, ...]
    array: bool
    first: int
    header: int
    """Line of the header; -1 for the keys before the first header."""
    stop: int
    entries: tuple[Entry, ...]


@dataclass(slots=True)
class _Open:
    path: tuple[str, ...]
    array: bool
    header: int
    stop: int
    entries: list[Entry]


def lines_of(text: str) -> list[str]:
    """Return the lines with their ends; only line feeds end a line, as in TOML."""
    parts = text.split("\n")
    return [f"{part}\n" for part in parts[:-1]] + ([parts[-1]] if parts[-1] else [])


def line_map(text: str, lines: Sequence[str]) -> tuple[Section, ...]:
    """Return the tables of a valid TOML text in their order, the keys before the first header as a table without path.

    Raises UnmappedError on a line that is no TOML 1.0.
    """
    found = [_Open((), array=False, header=-1, stop=0, entries=[])]
    for item, line, stop, value in _items(text):
        if item["header"] is not None:
            found.append(_Open(_path(item["header"]), array=item["array"] is not None, header=line, stop=stop, entries=[]))
        else:
            found[-1].entries.append(Entry(_path(item["key"]), line, stop, value))
            found[-1].stop = stop
    return _with_comments(found, lines)


def comments_in(value: str) -> list[str]:
    """Return the comments inside an array's text."""
    return [match[0] for match in _INSIDE.finditer(value) if match["comment"]]


def _items(text: str) -> Iterator[tuple[re.Match[str], int, int, tuple[int, int]]]:
    """Give each header and each key with its first line, the line behind it, and where its value stands from the start of its first line."""
    position, line = 0, 0
    while position < len(text):
        item = _ITEM.match(text, position)
        if item is None:
            raise UnmappedError(f"line {line + 1}")
        end = item.end()
        if item["empty"] is None:
            value = item.end("key")
            if item["value"] is not None:
                value = item.start("value")
                end = _bracket_end(text, end) if value == end else end
            line_end = text.find("\n", end)
            stop = line + text.count("\n", position, end) + 1
            yield item, line, stop, (value - position, end - position)
            position, line = (line_end + 1 if line_end >= 0 else len(text)), stop
        else:
            position, line = end, line + 1


def _bracket_end(text: str, position: int) -> int:
    """Return where the array or inline table that begins here ends."""
    depth = 0
    while token := _INSIDE.match(text, position):
        position = token.end()
        if token["bracket"]:
            depth += 1 if token[0] in "[{" else -1
            if not depth:
                return position
    raise UnmappedError(text[position : position + 20])


def _path(key: str) -> tuple[str, ...]:
    if key.isidentifier():
        return (key,)
    return tuple(_part(part) for part in _PARTS.findall(key))


def _part(text: str) -> str:
    return text if text[0] not in "\"'" else str(tomllib.loads(f"k = {text}")["k"])


def _with_comments(found: Sequence[_Open], lines: Sequence[str]) -> tuple[Section, ...]:
    sections = []
    first = 0
    for place, section in enumerate(found):
        last = place + 1 == len(found)
        lead = len(lines) if last else found[place + 1].header
        while not last and lead > section.stop and _COMMENT.match(lines[lead - 1]):
            lead -= 1
        stop = section.stop
        while 0 < stop < lead and _COMMENT.match(lines[stop]):
            stop += 1
        sections.append(Section(section.path, section.array, first, section.header, stop, tuple(section.entries)))
        first = lead
    return tuple(sections)
