"""Faults of undo, bulk edits and enrolment that the tests must notice."""

from __future__ import annotations

from typing import Final

from faults import faults_of

FAULTS: Final = (
    *faults_of(
        "store/step_stacks.py",
        "unit/test_undo_log.py",
        ("undo: a new edit leaves what was undone to be made again", "            self.undone = []\n", "            pass\n"),
        ("undo: an undone step cannot be made again", "        given += found\n", "        pass\n"),
    ),
    *faults_of(
        "store/undo_log.py",
        "unit/test_undo_log.py",
        ("undo: a torn line is taken for damage", "if not line.startswith(b'{\"'):", "if line:"),
        (
            "undo: steps of other programs are not seen",
            "        if self._seen == self._signature():\n            return\n",
            "        if self._seen != ():\n            return\n",
        ),
    ),
    *faults_of(
        "workspace/undoing.py",
        "unit/test_editing_steps.py",
        ("undo: half a step is taken back though another account was overtaken", "        if overtaken:\n", "        if len(overtaken) == len(move.parts):\n"),
        ("undo: the rest of a step that failed midway is forgotten", "            if done and rest:\n", "            if not done and rest:\n"),
        ("undo: another's comment is written over", 'if untouched else "")', 'if True or untouched else "")'),
    ),
    *faults_of(
        "workspace/saving.py",
        "unit/test_editing_steps.py",
        ("undo: a screen saves over an edit of many unseen", "                if opened is not None:\n", "                if opened is None:\n"),
    ),
    *faults_of(
        "plan/bulk.py",
        "unit/test_bulk.py",
        (
            "bulk: a plan in which one field cannot be read is edited in the others",
            '                return plan, f"{spec.label}: {why}"\n',
            "                continue\n",
        ),
        (
            "bulk: an enrolment counts as a plan",
            "    return replace(plan, enrolled=()) != Plan(id=plan.id, name=plan.name)",
            "    return plan != Plan(id=plan.id, name=plan.name)",
        ),
        ("bulk: an override without a reason is not said", "and not getattr(after, reason)", "and getattr(after, reason)"),
    ),
    *faults_of(
        "workspace/undoing.py",
        "unit/test_editing_steps.py",
        ("undo: an overtaken step is passed over unasked", "(past or step.key == self._late) and self._overtaken", "self._overtaken"),
        (
            "undo: past the last step even where nobody overtook it",
            "(past or step.key == self._late) and self._overtaken(_Move(step, back))",
            "(past or step.key == self._late)",
        ),
    ),
)
