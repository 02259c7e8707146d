"""Faults planted in what is handed on: documents, one account's page, the brief, people left out."""

from __future__ import annotations

from typing import Final

from faults import faults_of

FAULTS: Final = (
    *faults_of(
        "report/without_people.py",
        "unit/test_without_people.py",
        ("names in capitals come out", "for match in self.pattern.finditer(letters):", "for match in self.pattern.finditer(text):"),
        ("last names alone come out", "        words |= alone.keys()\n", "        words |= set()\n"),
        ("what a person said comes out", '        changed["insight"] = ""\n', "        pass\n"),
        ("unknown keys come out", 'return {**changed, "extra": _any(owner.extra, hide)}', 'return {**changed, "extra": owner.extra}'),
    ),
    *faults_of(
        "report/frames_without_people.py",
        "unit/test_without_people.py unit/test_cli_documents.py",
        ("people of the other accounts are hidden", "column.zip_with(~theirs, ", "column.zip_with(theirs, "),
        (
            "the table of a view still names people",
            "table=accounts_without(ground.table, ground.table[col.ID], people), frames=frames",
            "table=ground.table, frames=frames",
        ),
    ),
    *faults_of(
        "report/html.py",
        "unit/test_html.py",
        ("texts become markup", "    return escape(shown(words), quote=True)", "    return shown(words)"),
        ("figures stand to the left", "zip(row, right, strict=True)", "zip(row, [False] * len(row), strict=True)"),
    ),
    *faults_of(
        "report/curve_svg.py",
        "unit/test_html.py",
        ("quotes leave an attribute", "    return escape(shown(words), quote=True)", "    return escape(shown(words), quote=False)"),
        ("the curve upside down", "(self.high - height) / (self.high - self.low)", "(height - self.low) / (self.high - self.low)"),
        ("a curve that leaves the square is cut off", "self.low, self.high = min(0.0, *heights), max(least, *heights)", "self.low, self.high = 0.0, 1.0"),
    ),
    *faults_of(
        "report/workbook.py",
        "unit/test_workbook.py",
        ("data becomes a formula", "page.write_string(row, column, cut(str(value)), look)", "page.write_formula(row, column, cut(str(value)), look)"),
        ("another file at every run", '        book.set_properties({"created": MADE})\n', ""),
        ("numbers as text", "elif isinstance(value, int | float):", "elif isinstance(value, complex):"),
    ),
    *faults_of(
        "report/cut_rows.py",
        "unit/test_account_page.py",
        ("rows left out in silence", "    return (*rows[:most], more)", "    return tuple(rows[:most])"),
    ),
    *faults_of(
        "report/view_brief.py",
        "unit/test_account_page.py",
        ("an unreached decider is not seen first", "return not _unreached_decider(person), ", "return False, "),
        ("a need counts as answered by a cancelled row", "if row.status not in _CLOSED]", "if row.status is not None]"),
    ),
)
