"""Faults of proposed red flags, of a flag's life and of templates."""

from __future__ import annotations

from typing import Final

from faults import Fault, faults_of

FAULTS: Final[tuple[Fault, ...]] = (
    *faults_of(
        "plan/proposals.py",
        "unit/test_proposals.py",
        ("a dismissed fall that grew by five points stays silent", "new[1] < known[1] + WORSE", "new[1] <= known[1] + WORSE"),
        ("a flag is proposed although one stands", "    if any(standing(flag) for flag in flags):\n        return True\n", ""),
        ("one known person silences all who left", "return not before or all(any(_within", "return not before or any(any(_within"),
        ("a goal due today is overdue", "goal.due < today]", "goal.due <= today]"),
        ("a return that is seen is doubted for its spending", 'if plan.our_roi != "yes" else ()', "if plan.our_roi else _spent(plan)"),
    ),
    *faults_of(
        "plan/flag_edits.py",
        "unit/test_flag_edits.py",
        ("a resolution is lost when the flag is opened again", 'kept = f"{ended}: {flag.resolution}" if flag.resolution else ended', "kept = ended"),
        ("another word of closing moves its day", "if value in CLOSED and before.closed is None:", "if value in CLOSED:"),
        ("days open of a closed flag go on", "until = today if standing(flag) else flag.closed", "until = today"),
    ),
    *faults_of(
        "plan/templates.py",
        "unit/test_templates.py",
        ("offsets counted from nowhere", "(typed_date(when, start) or when or None)", "(when or None)"),
        (
            "the user's template hides behind the program's",
            "return (*own, *(one for one in library if folded(one.name) not in names))",
            "return (*library, *own)",
        ),
    ),
    *faults_of(
        "store/templates.py",
        "unit/test_templates.py",
        (
            "one wrong key throws a template's row away",
            "                self._tell(number, place, key, _unknown(key))\n                continue",
            "                self._tell(number, place, key, _unknown(key))\n                break",
        ),
    ),
    *faults_of(
        "review/proposals.py",
        "unit/test_part_flags.py",
        ("partners fall too", 'return [_in_signs(one, limits) if one["inside"] else ()', "return [_in_signs(one, limits)"),
        (
            "dismissed accounts are counted as proposed",
            "return Proposed({row: one for row, one in found.items() if one}, (falling & ~has_plan)",
            "return Proposed({row: one for row, one in found.items() if one}, falling",
        ),
    ),
)
