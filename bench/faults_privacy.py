"""Planted faults of histories, persons found and erased: one changed line each, and the tests that should see it."""

from __future__ import annotations

from typing import Final

from faults import faults_of

FAULTS: Final = (
    *faults_of(
        "plan/persons.py",
        "unit/test_persons.py",
        ("a name found within a longer word", '_NO_WORD_AFTER: Final = r"(?!\\w)"', '_NO_WORD_AFTER: Final = ""'),
        ("an accent left behind a name", "while end < len(text) and unicodedata.combining(text[end]):", "while False:"),
        ("the last name alone erased", "return _places(text, words.found)", "return _places(text, words.doubtful)"),
    ),
    *faults_of(
        "plan/erasure.py",
        "unit/test_erasure.py",
        ("references by id stay", "if text in person.ids or is_name_of(text, person):", "if is_name_of(text, person):"),
        ("comments keep the name", "        lines[place] = line\n", "        continue\n"),
    ),
    *faults_of(
        "plan/replay.py",
        "unit/test_replay.py",
        ("a removed row comes back", "            del rows[row_id]", "            continue"),
        ("days of a history stay texts", "value = dt.date.fromisoformat(value)", "pass"),
    ),
    *faults_of(
        "store/erasing.py",
        "unit/test_erasing.py",
        ("whole texts of a history keep the name", 'new["text"] = _plan_text(said["text"], person)', 'new["text"] = said["text"]'),
        ("the plan before its history", "before=file.hash, journal=journal)", "before=file.hash)"),
        ("leftovers in the folder of histories stay", "folders = [plans, plans / HISTORY, plans / ROLLUP]", "folders = [plans, plans / ROLLUP]"),
    ),
    *faults_of(
        "workspace/erasing.py",
        "unit/test_erasing.py",
        ("plans that cannot be changed are tried", "able = [one for one in chosen if not one.refused]", "able = list(chosen)"),
        ("steps keep the name", "return redacted(text, chosen[0].person) if chosen else text", "return text"),
    ),
    *faults_of(
        "store/told.py",
        "unit/test_replay.py",
        ("a change outside is told against nothing", "() if before is None else tuple(", "() if before is not None else tuple("),
    ),
    *faults_of(
        "cli/plan_erase.py",
        "unit/test_cli_privacy.py",
        ("erased without being asked", "    if not yes:\n", "    if not found:\n"),
        ("the first of several people is taken", "if len(standing) > 1:", "if len(standing) > 9:"),
    ),
    *faults_of(
        "report/plan_export.py",
        "unit/test_cli_privacy.py",
        ("tables name people by ids", "if as_text and (isinstance(value, tuple) or spec.shape in TARGETS):", "if as_text and isinstance(value, tuple):"),
    ),
)
