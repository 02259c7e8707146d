"""Planted faults of the account's process and value: one changed line each, and the tests that should see it."""

from __future__ import annotations

from typing import Final

from faults import faults_of

FAULTS: Final = (
    *faults_of(
        "plan/gates.py",
        "unit/test_gates.py",
        ("a gate passed in silence", "if stage.unmet and not reason:", "if stage.unmet and not reason and not stage.met:"),
        ("the next gate entered on no day", 'add_row(plan, KIND, {"name": gate, "entered": today})', 'add_row(plan, KIND, {"name": gate})'),
        ("a day ahead counts as 0 days", "return days if days >= 0 else None", "return max(days, 0)"),
        ("of two rows of a gate the first counts", "steps[-1] if steps else None)", "steps[0] if steps else None)"),
    ),
    *faults_of(
        "report/part_process.py",
        "unit/test_part_process.py",
        ("the newest at a gate first", "key=lambda item: -(item[1].days or 0))", "key=lambda item: item[1].days or 0)"),
        ("class A beyond the view counted", '(reviewed.table()[col.ABC_CLASS] == "A")', '(reviewed.standing.ground.table[col.ABC_CLASS] == "A")'),
    ),
    *faults_of(
        "tui/bases/plan_edit.py",
        "pilot/test_account_value.py",
        ("a new score without a day", '{"date": view.today} if kind in OF_TODAY else {}', "{}"),
        ("a score given anew stays of old", 'edits.set_row_field(plan, "score", target.row, "date", view.today)', "plan"),
    ),
    *faults_of(
        "tui/bases/told_grid.py",
        "pilot/test_account_value.py",
        ("leafing by stops passes over lines", "(goal - following) * way >= 0", "(goal + 20 - following) * way >= 0"),
    ),
    *faults_of(
        "tui/bases/score_lines.py",
        "pilot/test_account_value.py",
        ("guessed scores look like asked ones", '"dim" if line.guessed else "")', '"")'),
    ),
)
