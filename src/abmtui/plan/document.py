"""A plan file's text and the plan it says; an edited plan goes back into the text without touching what was not edited."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from abmtui.plan import model
from abmtui.plan.layout import ROOT, owners_of
from abmtui.plan.line_map import UnmappedError, line_map, lines_of
from abmtui.plan.model import FORMAT, KINDS, Plan
from abmtui.plan.references import settled
from abmtui.plan.rewriting import landed, rewritten_text, same
from abmtui.plan.rows import Remark, plan_fields, rows_of
from abmtui.plan.syntax import load
from abmtui.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Mapping

    from abmtui.plan.layout import Owner
    from abmtui.plan.line_map import Section
    from abmtui.plan.model import KindSpec, Row

MARK = "\ufeff"
"""The byte order mark with which some editors begin a file."""


class CannotWriteError(Exception):
    """The plan cannot go back into its text without damage; the message says why and how to mend it."""


@dataclass(frozen=True, eq=False)
class Document:
    """A text as it was read. Its line map is made when it is needed, since most plans are only read."""

    text: str = ""
    file: str = ""
    """How problems name the file."""
    data: Mapping[str, Any] = field(default_factory=dict)
    """What tomllib reads."""
    plan: Plan = model.EMPTY
    """What the text says, and what edits are compared with."""
    read_only: str = ""
    """Why nothing may be written, or empty."""

    @property
    def mark(self) -> str:
        """The byte order mark, if there is one."""
        return MARK if self.text.startswith(MARK) else ""

    @cached_property
    def lines(self) -> list[str]:
        """The lines with their ends, without the byte order mark."""
        return lines_of(self.text.removeprefix(MARK))

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        """Where every table and key stands. Raises UnmappedError."""
        return line_map(self.text.removeprefix(MARK), self.lines)

    @cached_property
    def owners(self) -> tuple[Owner | None, ...]:
        """Whose each of `sections` is."""
        return owners_of(self.sections)

    def rows(self, kind: KindSpec) -> dict[str, Row]:
        """Return the rows of a kind by id, in the file's order."""
        return {row.id: row for row in getattr(self.plan, kind.attribute)}

    def tables(self, kind: str) -> dict[str, Mapping[str, Any]]:
        """Return the tables of a kind by their rows' ids, in the file's order."""
        tables = self.data.get(kind, ())
        return dict(zip(self.rows(KINDS[kind]), tables, strict=True)) if isinstance(tables, list) else {}

    @cached_property
    def places(self) -> Mapping[tuple[str, int, str], int]:
        """The line, from 1, of every key of every row by (kind, place, key), of the row itself by key ""; the plan's own by ("", 0, key)."""
        places: dict[tuple[str, int, str], int] = {}
        for section, owner in zip(self.sections, self.owners, strict=True):
            kind, index = owner or ROOT
            line = max(section.header, 0) + 1
            if section.path:
                places.setdefault(("", 0, section.path[0]), line)
            inner = section.path[1:] if kind else section.path
            places.setdefault((kind, index, inner[0] if inner else ""), line)
            for entry in section.entries if not inner else ():
                places.setdefault((kind, index, entry.path[0]), entry.first + 1)
        return places

    def line(self, kind: str, index: int, key: str) -> int:
        """Return the line, from 1, of a key of a row (of the plan for kind ""), else of the row. Raises UnmappedError."""
        return self.places.get((kind, index, key)) or self.places.get((kind, index, ""), 1)

    def written(self, plan: Plan) -> str:
        """Return the text that says `plan`; raises CannotWriteError."""
        return self.rewritten(plan).document.text

    def rewritten(self, plan: Plan) -> Parsed:
        """Return the text that says `plan`, read again and compared; raises CannotWriteError."""
        if self.read_only:
            raise CannotWriteError(self.read_only)
        plan = landed(self, plan)
        try:
            text = rewritten_text(self, plan)
            text.encode()
        except (UnmappedError, UnicodeEncodeError) as error:
            raise CannotWriteError(
                f"{self.file}: the plan was not written, since a part of it cannot be told apart ({error}); lay that part out more plainly"
            ) from error
        parsed = parse(text, self.file)
        if parsed.broken or not same(parsed.plan, plan):
            raise CannotWriteError(
                f"{self.file}: the plan was not written, since its text would not say what was edited; lay out the edited part more plainly in an editor"
            )
        return parsed


@dataclass(frozen=True, eq=False)
class Parsed:
    """What a text says, and what is to be said of it."""

    plan: Plan
    document: Document
    problems: tuple[Problem, ...] = ()
    broken: bool = False
    """The text is no plan; `problems` has line and column."""

    @property
    def read_only(self) -> str:
        """Why the plan can be read but not edited, or empty."""
        return self.document.read_only


def parse(text: str, file: str = "") -> Parsed:
    """Return what a plan file's text says; never raises."""
    data, fault = load(text.removeprefix(MARK))
    if fault is not None:
        what = f"column {fault.column}: the plan cannot be read: {fault.what}. It is left as it is; mend it in an editor"
        return Parsed(model.EMPTY, Document(text, file, read_only=what), (Problem(what, f"{file}:{fault.line}"),), broken=True)
    values, remarks = plan_fields(data)
    reasons = [_newer(data)]
    for kind in KINDS.values():
        tables = data.get(kind.name, [])
        reasons.append(_odd_rows(kind, tables, text.removeprefix(MARK)))
        if isinstance(tables, list) and all(isinstance(table, dict) for table in tables):
            values[kind.attribute], said = rows_of(kind, tables)
            remarks += said
        else:
            values["extra"][kind.name] = tables
            remarks.append(Remark("", 0, kind.name, f"should be tables that begin with [[{kind.name}]]"))
    document = Document(text, file, data, settled(Plan(**values)), "; ".join(reason for reason in reasons if reason))
    return Parsed(document.plan, document, tuple(_located(remark, document) for remark in remarks) + _reasons(document))


def _located(remark: Remark, document: Document) -> Problem:
    name = f"{remark.kind}.{remark.key}" if remark.kind else remark.key
    try:
        line = f":{document.line(remark.kind, remark.index, remark.key)}"
    except UnmappedError:
        line = ""
    return Problem(remark.what, f"{document.file}{line}", name)


def _reasons(document: Document) -> tuple[Problem, ...]:
    return (Problem(document.read_only, document.file),) if document.read_only else ()


def _newer(data: Mapping[str, Any]) -> str:
    written = data.get("format", FORMAT)
    if written == FORMAT and not isinstance(written, bool):
        return ""
    if isinstance(written, int) and written > FORMAT:
        return f"the plan has format {written}, which is newer than this abmtui's ({FORMAT}): it can be read, not edited; update abmtui"
    return f"the plan has format {written!r}, which no abmtui writes: it can be read, not edited; write `format = {FORMAT}`"


def _odd_rows(kind: KindSpec, tables: Any, text: str) -> str:
    """Return why rows of this kind cannot be edited line by line, or empty."""
    if not isinstance(tables, list) or len(re.findall(rf"^[ \t]*\[\[[ \t]*[\"']?{kind.name}[\"']?[ \t]*\]\]", text, re.MULTILINE)) < len(tables):
        return f"the rows of `{kind.name}` are not laid out one below the other: the plan can be read, not edited; begin each with a line [[{kind.name}]]"
    return ""
