"""Planted faults of the views of people and channels: one changed line each, and the tests that should see it."""

from __future__ import annotations

from typing import Final

from faults import faults_of

FAULTS: Final = (
    *faults_of(
        "plan/hierarchy.py",
        "unit/test_people_views.py",
        ("a circle is not cut", "if above is None or place in heads:", "if above is None:"),
        ("the last of several ids counts", "places.setdefault(person.id, place)", "places[person.id] = 0"),
    ),
    *faults_of(
        "plan/power_grid.py",
        "unit/test_people_views.py",
        ("the middle counts as high", "HIGH: Final = 4", "HIGH: Final = 3"),
        ("who left has power", "        if person.left:\n            continue\n", ""),
    ),
    *faults_of(
        "plan/team_view.py",
        "unit/test_people_views.py",
        ("an older touch counts", "max((day for day in (one, other)", "min((day for day in (one, other)"),
    ),
    *faults_of(
        "plan/channel_matrix.py",
        "unit/test_channel_matrix.py",
        ("a done row fills the hole", "for row in plan.channels if row.status not in CLOSED}", "for row in plan.channels}"),
        ("rows that share a month share a line", "if not lane.keys() & set(slots)", "if slots"),
    ),
    *faults_of(
        "plan/cadences.py",
        "unit/test_channel_matrix.py",
        ("a quarter that is over stays of this year", "today.year + (last < today.month - 1)", "today.year"),
    ),
    *faults_of(
        "tui/screens/account_views.py",
        "pilot/test_account_views.py",
        ("the cursor is lost between views", "        self._stand_on(meant)\n", "        self._stand_on(None)\n"),
        ("a month's hole has no day", 'begun["when"] = first_day_in(int(target.field), self.view.today)', 'begun["when"] = None'),
    ),
    *faults_of(
        "tui/widgets/plan_views.py",
        "pilot/test_account_views.py",
        ("a hidden column stays hidden", "            self._bring(column)\n", "            pass\n"),
    ),
)
