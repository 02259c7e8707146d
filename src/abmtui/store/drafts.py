"""What could not be saved, kept in the user's state folder until it was saved or thrown away."""

from __future__ import annotations

import hashlib
import secrets
import tomllib
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

import tomli_w

from abmtui import durable
from abmtui.plan.document import CannotWriteError, Document
from abmtui.problems import Problem
from abmtui.store.running import Mark, runs_elsewhere

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

    from abmtui.plan.model import Plan
    from abmtui.store.plan_file import PlanFile

_ENDING: Final = ".draft.toml"


@dataclass(frozen=True)
class Draft:
    """An unsaved state of one plan."""

    plan_id: str
    name: str
    """The account's name."""
    plans: str
    """The plans' folder, absolute."""
    base: str
    """Hash of the file that was edited; empty when there was none yet."""
    when: dt.datetime
    text: str
    """The edited plan's TOML."""
    field: str = ""
    """The field in which text was being typed, as the screen names it."""
    typed: str = ""
    """That text."""
    path: Path = Path()
    """The draft's own file."""


class Drafts:
    """The drafts of a state folder; one a plan and running program, so that two never write over each other's."""

    def __init__(self, folder: Path, now: Callable[[], dt.datetime], token: str = "", sitting: int = 0) -> None:
        self.folder = folder
        self._now = now
        self._program = token or secrets.token_hex(4)
        self._sitting = sitting
        self._mark: Mark | None = None

    @property
    def _token(self) -> str:
        return f"{self._program}.{self._sitting}" if self._sitting else self._program

    def anew(self) -> Drafts:
        """Return the drafts of this program's next sitting, which leaves those that were kept so far alone."""
        drafts = Drafts(self.folder, self._now, self._program, self._sitting + 1)
        drafts._mark = self._mark
        return drafts

    def is_elsewhere(self, draft: Draft) -> bool:
        """Return whether another program that still runs keeps this draft: its text is not lost, it is being typed there."""
        token = draft.path.name.removesuffix(_ENDING).rpartition("-")[2].partition(".")[0]
        return token != self._program and runs_elsewhere(self.folder, token)

    def keep(self, file: PlanFile, plan: Plan, typing: tuple[str, str] | None = None) -> Draft:
        """Write the edited plan, and the field and text being typed, in one durable save. Raises durable.NotSaved."""
        field, typed = typing or ("", "")
        folder = str(file.path.parent.absolute())
        path = self._path(folder, plan.id)
        draft = Draft(plan.id, plan.name, folder, file.hash or "", self._now(), _text_of(file, plan), field, typed, path)
        said = {key: value for key, value in asdict(draft).items() if key != "path"}
        self._mark = self._mark or Mark(self.folder, self._program)
        durable.save(path, tomli_w.dumps(said).encode("utf-8", "replace"), before=durable.ANY)
        return draft

    def all(self) -> tuple[tuple[Draft, ...], tuple[Problem, ...]]:
        """Return every draft, the newest first, whichever program left it, and what could not be read."""
        return self._read(_ENDING)

    def _read(self, ending: str) -> tuple[tuple[Draft, ...], tuple[Problem, ...]]:
        drafts = []
        problems = []
        try:
            paths = sorted(path for path in self.folder.iterdir() if path.name.endswith(ending))
        except OSError:
            paths = []
        for path in paths:
            try:
                drafts.append(Draft(**tomllib.loads(path.read_text("utf-8")), path=path))
            except (OSError, ValueError, TypeError) as error:
                problems.append(Problem(f"the draft cannot be read ({error}); look into it with an editor, then delete it", str(path)))
        return tuple(sorted(drafts, key=lambda draft: draft.when.replace(tzinfo=None), reverse=True)), tuple(problems)

    def forget(self, plan_id: str, folder: Path | None = None) -> None:
        """Remove this program's own draft of a plan, of all folders or one; call it only after the plan was saved."""
        for draft in self._read(f"-{self._token}{_ENDING}")[0]:
            if draft.plan_id == plan_id and (folder is None or draft.plans == str(folder.absolute())):
                self.remove(draft)

    def remove(self, draft: Draft) -> None:
        """Remove a draft that was taken over or thrown away; one that is gone already is none."""
        draft.path.unlink(missing_ok=True)

    def _path(self, folder: str, plan_id: str) -> Path:
        key = hashlib.sha256(f"{folder}\n{plan_id}".encode("utf-8", "surrogatepass")).hexdigest()[:16]
        return self.folder / f"{key}-{self._token}{_ENDING}"


def _text_of(file: PlanFile, plan: Plan) -> str:
    """Return the plan in its file's own text, or in a new one where that text takes no edits."""
    if file.hash is not None and plan == file.plan:
        return file.text
    try:
        return file.document.written(plan)
    except CannotWriteError:
        try:
            return Document().written(plan)
        except CannotWriteError:
            return file.text
