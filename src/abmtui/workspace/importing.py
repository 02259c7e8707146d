"""Rows of another program's file on their way into the plans: read, placed at their accounts, compared with the plans, written as one step."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import PurePath
from typing import TYPE_CHECKING, Final, Literal

from abmtui.plan.matching import KEYS, Answer, Doubt, Matched, matched, taken
from abmtui.plan.model import KINDS, field_specs
from abmtui.plan.row_headers import Columns, columns_of
from abmtui.plan.row_words import ACCOUNT, ACCOUNT_ID, FIRST_NAME, LAST_NAME, ROW_ID
from abmtui.plan.syntax import MAX_BYTES
from abmtui.problems import Problem, Severity
from abmtui.sources.nearest import quoted
from abmtui.sources.row_files import RowFile, read_rows
from abmtui.wording import counted
from abmtui.workspace.import_accounts import Placed
from abmtui.workspace.import_rows import givens_of

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Mapping, Sequence

    from abmtui.plan.given import Given
    from abmtui.plan.model import Plan
    from abmtui.plan.pasted import Pasted
    from abmtui.sources.request import SourceRequest
    from abmtui.store.plan_file import PlanFile
    from abmtui.workspace.import_accounts import AccountFinder

    Open = Callable[[str, str], PlanFile]

PASTED: Final = "pasted text"
"""How rows that were pasted are named where a file would be."""
CALLED: Final[Mapping[str, tuple[str, str]]] = {"stakeholder": ("person", "people"), "touch": ("touch", "touches")}
"""Kind -> what one row and several are called, where it is not the kind's label with an s."""
State = Literal["new", "changed", "unchanged", "doubtful", "left out"]


@dataclass(frozen=True)
class Asked:
    """What is to be imported."""

    kind: str
    request: SourceRequest
    """Names one file; its mapping is field -> header of that file."""
    account: str = ""
    """The id of the account that all rows are of; empty: each row names its own."""
    dates: str = ""
    """"day" or "month": which stands first where nothing in a column tells."""
    overwrite_empty: bool = False
    """Whether an empty cell empties the field of the plan."""


@dataclass(frozen=True)
class Import:
    """A file understood, and the account of each of its rows."""

    file: str
    kind: str
    columns: Columns = field(default_factory=Columns)
    givens: tuple[Given, ...] = ()
    placed: Mapping[int, Placed] = field(default_factory=dict)
    """Line -> account."""
    called: Mapping[int, str] = field(default_factory=dict)
    """Line -> how the file calls the row's account."""
    problems: tuple[Problem, ...] = ()

    @property
    def name(self) -> str:
        """The file's name without its folder."""
        return PurePath(self.file).name

    @property
    def stopped(self) -> bool:
        """Whether nothing can be imported, for the reasons in `problems`."""
        return any(problem.severity >= Severity.USAGE for problem in self.problems)


@dataclass(frozen=True)
class Decision:
    """What a person decided about one row of the file."""

    account: str = ""
    answer: Answer = field(default_factory=Answer)
    out: bool = False


@dataclass(frozen=True)
class Entry:
    """One row of the file and what it does."""

    line: int
    account: str
    """The account's id; empty where it is open."""
    name: str
    """The account's name, or how the file calls it."""
    state: State
    found: Matched
    doubts: tuple[Doubt, ...] = ()


@dataclass(frozen=True, eq=False)
class Preview:
    """All rows of a file and what each does; nothing is written yet."""

    imported: Import
    entries: tuple[Entry, ...]
    decisions: Mapping[int, Decision]
    today: dt.date

    @property
    def counts(self) -> Counter[State]:
        """How many rows are new, changed, unchanged, doubtful and left out."""
        return Counter(entry.state for entry in self.entries)

    def sentence(self) -> str:
        """Return the counts in words: "5 new people, 1 changed, 2 unchanged, 1 doubtful"."""
        counts = self.counts
        one, several = called(self.imported.kind)
        parts = [counted(counts["new"], f"new {one}", f"new {several}")]
        parts += [f"{counts[state]:,} {state}" for state in ("changed", "unchanged", "doubtful", "left out") if counts[state]]
        return ", ".join(parts)

    def names(self) -> dict[str, str]:
        """Return the accounts to be written to, id -> name."""
        return {entry.account: entry.name for entry in self.entries if entry.state in {"new", "changed"}}

    def changes(self) -> dict[str, Callable[[Plan], Plan]]:
        """Return what is to be done to the plan of each account; a plan that changed meanwhile is compared anew."""
        answers = {line: decision.answer for line, decision in self.decisions.items()}
        by_line = {given.line: given for given in self.imported.givens}
        rows: dict[str, list[Given]] = {account: [] for account in self.names()}
        for entry in self.entries:
            if entry.account in rows and entry.state != "left out":
                rows[entry.account].append(by_line[entry.line])
        return {account: partial(_with_rows, kind=self.imported.kind, givens=givens, today=self.today, answers=answers) for account, givens in rows.items()}

    def what(self) -> str:
        """Return the step in words."""
        return f"import of {self.imported.name}: {self.sentence()}"


def called(kind: str) -> tuple[str, str]:
    """Return what one row of a kind is called, and several."""
    label = KINDS[kind].label
    return CALLED.get(kind, (label, f"{label}s"))


def _with_rows(plan: Plan, *, kind: str, givens: Sequence[Given], today: dt.date, answers: Mapping[int, Answer]) -> Plan:
    return taken(plan, kind, matched(plan, kind, givens, today, answers))


def read_import(asked: Asked, accounts: AccountFinder) -> Import:
    """Return the rows of the file with their accounts; never raises for a user's mistake, which stands in `problems`."""
    rows = read_rows(asked.request)
    if not rows.readable:
        return Import(rows.file, asked.kind, problems=rows.problems)
    columns = columns_of(asked.kind, tuple(rows.columns), asked.request.mapping)
    stopping = _stopping(asked, rows, columns)
    if stopping:
        return Import(rows.file, asked.kind, columns, problems=(*rows.problems, *stopping))
    problems = (*rows.problems, *_notes(rows.file, columns))
    imported = Import(rows.file, asked.kind, columns)
    givens, dated = givens_of(rows, asked.kind, columns, dates=asked.dates, overwrite_empty=asked.overwrite_empty)
    ids, names = (rows.columns.get(columns.fields.get(name, ""), ("",) * len(rows.lines)) for name in (ACCOUNT_ID, ACCOUNT))
    placed = {
        line: Placed(asked.account) if asked.account else accounts.find(given_id, name) for line, given_id, name in zip(rows.lines, ids, names, strict=True)
    }
    called = {line: name or given_id for line, given_id, name in zip(rows.lines, ids, names, strict=True)}
    return replace(imported, givens=givens, placed=placed, called=called, problems=(*problems, *dated))


def paste_import(kind: str, pasted: Pasted, account: str, rows: Sequence[str] = ()) -> Import:
    """Return pasted rows as an import into one account; `rows` are the ids of the rows from the cursor down, which lines without a name mean."""
    table = RowFile(PASTED, pasted.lines, pasted.columns)
    columns = columns_of(kind, tuple(pasted.columns)) if pasted.headed else Columns({name: name for name in pasted.columns})
    givens, dated = givens_of(table, kind, columns)
    if not {KINDS[kind].title_field, *KEYS[kind], FIRST_NAME, LAST_NAME, ROW_ID} & set(columns.fields):
        givens = tuple(replace(given, row=row_id) for given, row_id in zip(givens, (*rows, *[""] * len(givens)), strict=False))
    placed = dict.fromkeys(pasted.lines, Placed(account))
    return Import(PASTED, kind, columns, givens, placed, problems=(*_notes(PASTED, columns), *dated))


def _stopping(asked: Asked, rows: RowFile, columns: Columns) -> tuple[Problem, ...]:
    """Return what keeps the file from being imported."""
    label = KINDS[asked.kind].label
    wrong = [Problem(sentence, rows.file, severity=Severity.USAGE) for sentence in columns.wrong]
    known = set(columns.fields)
    headers = quoted(rows.columns)
    if not known & (set(field_specs(KINDS[asked.kind].row)) | {LAST_NAME, FIRST_NAME}):
        what = f"no column is a field of a {label}; columns are {headers}; --map FIELD=COLUMN says which is which"
        wrong.append(Problem(what, rows.file, severity=Severity.USAGE))
    elif not asked.account and not known & {ACCOUNT, ACCOUNT_ID}:
        what = f"no column names the account; columns are {headers}; say it with --map account=COLUMN, or --account ACCOUNT when all rows are of one"
        wrong.append(Problem(what, rows.file, ACCOUNT, Severity.USAGE))
    return tuple(wrong)


def _notes(file: str, columns: Columns) -> tuple[Problem, ...]:
    """Return what was guessed of the columns, and which are not taken."""
    notes = [f'"{columns.fields[name]}" is read as {name}; --map {name}=COLUMN says otherwise' for name in columns.guessed]
    notes += [not_taken(header, near) for header, near in columns.left.items()]
    return tuple(Problem(what, file, severity=Severity.NOTE) for what in notes)


def not_taken(header: str, near: Sequence[str]) -> str:
    """Return the sentence of a column that is no field."""
    if not near:
        return f'the column "{header}" is not taken: no field is like it'
    return f'the column "{header}" is not taken; it might be {" or ".join(near)}: --map {near[0]}="{header}"'


def previewed(imported: Import, accounts: AccountFinder, opened: Open, today: dt.date, decisions: Mapping[int, Decision] | None = None) -> Preview:
    """Return what each row does to the plans as they stand on disk; `opened` opens one without taking it into edit."""
    decided = {line: Decision() for line in imported.placed} | dict(decisions or {})
    placed = {line: decided[line].account or one.account for line, one in imported.placed.items()}
    answers = {line: decision.answer for line, decision in decided.items()}
    by_account: dict[str, list[Given]] = {}
    for given in imported.givens:
        if placed[given.line] and not decided[given.line].out:
            by_account.setdefault(placed[given.line], []).append(given)
    found: dict[int, Matched] = {}
    for account, givens in by_account.items():
        file = opened(account, accounts.name(account))
        rows = matched(file.plan, imported.kind, givens, today, answers)
        wrong = "its plan file is broken; mend it first" if file.broken else file.read_only or _too_much(file, rows)
        for one in rows:
            shut = (Doubt("", accounts.name(account), wrong),) if wrong else one.doubts
            found[one.given.line] = replace(one, doubts=shut)
    entries = [_entry(imported, accounts, given, placed[given.line], found.get(given.line), out=decided[given.line].out) for given in imported.givens]
    return Preview(imported, tuple(entries), dict(decisions or {}), today)


def _too_much(file: PlanFile, rows: Sequence[Matched]) -> str:
    """Return a sentence when what is new for an account is more than a plan may hold."""
    new = (text for one in rows if one.state in {"new", "changed"} for _, _, text in one.said)
    size = len(file.text.encode()) + sum(len(text.encode("utf-8", "replace")) for text in new)
    return f"its rows would make the plan larger than {MAX_BYTES // 1_048_576} MiB, which no plan may be; shorten what they say" if size > MAX_BYTES else ""


def _entry(imported: Import, accounts: AccountFinder, given: Given, account: str, found: Matched | None, *, out: bool) -> Entry:
    """Return one row of the preview; `found` is None where its account is open or it is left out."""
    name = accounts.name(account) if account else imported.called[given.line]
    if found is None:
        doubt = None if out else imported.placed[given.line].doubt
        found = Matched(given, "", title=given.texts.get(KINDS[imported.kind].title_field, ""))
        return Entry(given.line, account, name, "left out" if out else "doubtful", found, () if doubt is None else (doubt,))
    return Entry(given.line, account, name, found.state, found, found.doubts)
