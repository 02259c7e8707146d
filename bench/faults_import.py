"""Faults of imports, pastes and quick entry that the tests must notice."""

from __future__ import annotations

from typing import Final

from faults import faults_of

FAULTS: Final = (
    *faults_of(
        "plan/matching.py",
        "unit/test_matching.py",
        ("of two rows that may be meant the first is taken", "    if len(alike) > 1:", "    if len(alike) > 99:"),
        ("a doubtful row is written", '        if self.doubts:\n            return "doubtful"\n', ""),
        ("a row that another line means already is changed twice", "if row_id not in claimed and all(", "if all("),
        ("an empty cell of the file empties a new row's default", "        return not given.texts[name]", "        return False"),
    ),
    *faults_of(
        "plan/given.py",
        "unit/test_matching.py",
        ("a slip of a picklist's word is taken in silence", "                assumed[name] = f", "                assumed[''] = f"),
        ("people of the same file are unknown to each other", "and not known.candidates(name):", "and False:"),
    ),
    *faults_of(
        "plan/row_headers.py",
        "unit/test_matching.py",
        (
            "a column that is no field leaves without a word",
            "for header in headers if header not in fields.values()}",
            "for header in headers if header in fields.values()}",
        ),
        ("a barred field is mapped all the same", "barred = {name", 'barred = {f"{name} "'),
    ),
    *faults_of(
        "plan/pasted.py",
        "unit/test_matching.py",
        ("line breaks of a terminal's paste are lost", '.replace("\\r", "\\n").strip', ".strip"),
    ),
    *faults_of(
        "sources/row_files.py",
        "unit/test_import_rows.py",
        ("a day that could be two is read with the day first in silence", "    if read.assumed and month_first is None:", "    if False:"),
    ),
    *faults_of(
        "workspace/import_accounts.py",
        "unit/test_import_rows.py",
        ("one of two accounts of a name is guessed", "            if len(alike) == 1:", "            if len(alike) >= 1:"),
    ),
    *faults_of(
        "tui/bases/plan_edit.py",
        "pilot/test_twenty_keys.py",
        ("the first of several goals stands in a new row", "return going[0] if len(going) == 1 else None", "return None"),
    ),
    *faults_of(
        "plan/values.py",
        "unit/test_plan_values.py",
        ("31 February is a cadence", "return _as_date(text, spec, plan, today) if is_dated(text) else", "return"),
    ),
)
