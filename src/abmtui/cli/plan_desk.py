"""Which plan and which row the words of a `plan` command mean, and the one way they are saved."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from abmtui.cli import places
from abmtui.cli.exits import StoppedError
from abmtui.cli.opening import author_of, request_of, sound_config, workspace_of
from abmtui.cli.streams import complain, narrate, say
from abmtui.cli.words import nearest
from abmtui.problems import Severity, exit_code

if TYPE_CHECKING:
    from collections.abc import Mapping

    import polars as pl

    from abmtui.config import Config
    from abmtui.plan.model import KindSpec, Plan
    from abmtui.store.plan_file import PlanFile
    from abmtui.store.plans import PlanStore
    from abmtui.workspace.editing import PlanEditing
    from abmtui.workspace.opened import Workspace
    from abmtui.workspace.outcomes import Outcome

_LISTED: Final = 20


@dataclass(frozen=True, eq=False)
class Account:
    """An account that a command means."""

    id: str
    name: str


@dataclass(frozen=True, eq=False)
class Desk:
    """The plans of a folder, and the accounts of the source where one is known."""

    store: PlanStore
    config: Config
    files: tuple[PlanFile, ...]
    accounts: pl.DataFrame | None
    """`id` and `name` of the source's accounts; None without a source."""
    workspace: Workspace | None = None
    """The portfolio that the accounts are of; None without a source."""

    def account(self, word: str) -> Account:
        """Return the account of that id, else of exactly that name; raise StoppedError for none or several."""
        plans = {file.plan.id: file.plan.name for file in self.files if file.plan.id}
        by_id = {**({word: plans[word]} if word in plans else {}), **self._known(word, "id")}
        matches = by_id or {**{account_id: name for account_id, name in plans.items() if name == word}, **self._known(word, "name")}
        if len(matches) == 1:
            account_id, name = next(iter(matches.items()))
            return Account(account_id, name or account_id)
        if matches:
            listed = "; ".join(f"{account_id} ({name})" for account_id, name in list(matches.items())[:_LISTED])
            raise StoppedError(f"{len(matches)} accounts are called {word}; give the id of one: {listed}")
        raise StoppedError(self._unknown(word))

    def _known(self, word: str, column: str) -> dict[str, str]:
        if self.accounts is None:
            return {}
        import polars as pl

        return dict(self.accounts.filter(pl.col(column) == word).select("id", "name").iter_rows())

    def _unknown(self, word: str) -> str:
        if self.accounts is None:
            names = [file.plan.name for file in self.files]
            near = nearest(word, names)
            return (
                f"no plan here is of `{word}`"
                + (f"; did you mean `{near}`?" if near else "")
                + "; name the source with --source to begin a plan of another account"
            )
        near = _nearest_name(word, self.accounts)
        return f"no account has the id or the exact name `{word}`" + (f"; did you mean `{near}`?" if near else "")

    def open(self, account: Account) -> PlanFile:
        """Return the account's plan as it stands on disk, an empty one when there is none; raise StoppedError for one that cannot be read."""
        opened = self.store.open(account.id, account.name)
        if opened.broken:
            narrate(opened.problems)
            raise StoppedError(f"{opened.path} is broken and was left as it is; mend it first", Severity.UNSAVED)
        return opened

    @cached_property
    def editing(self) -> PlanEditing:
        """The one way by which commands write: every edit is a step that `plan undo` and the screen take back."""
        from abmtui.store.reviews import Reviews
        from abmtui.store.undo_log import UndoLog, log_path
        from abmtui.workspace.editing import PlanEditing

        log = UndoLog(log_path(places.state_folder(), self.store.folder))
        return PlanEditing(self.store, Reviews(self.store.folder, self.store.author), None, lambda: datetime.now().astimezone().date(), log)

    def save(self, opened: PlanFile, plan: Plan) -> int:
        """Save the edited plan as one step and return the exit code: 4 when the file changed meanwhile, 5 when it could not be saved."""
        from abmtui.plan.changes import changes
        from abmtui.report.change_words import change_lines, names_in

        said = changes(opened.plan, plan)
        first, *more = change_lines(said, names_in(plan, said)) or ("no change",)
        self.editing.take(opened)
        outcome = self.editing.save(plan, f"{first} and {len(more)} more" if more else first)
        code = told(outcome)
        if outcome.file is None or outcome.state != "saved":
            return code
        narrate(outcome.file.problems)
        say(f"note: saved: {outcome.file.path}")
        return exit_code(outcome.file.problems)


def told(outcome: Outcome) -> int:
    """Say what must be said of a save and return its exit code."""
    if outcome.state == "saved":
        if outcome.why:
            say(f"note: {outcome.why}")
        return 0
    unsaved = f"{outcome.file.path.name} was not saved: " if outcome.state == "read-only" and outcome.file is not None else ""
    complain(f"{unsaved}{outcome.why or outcome.state}")
    return Severity.CHANGED if outcome.state == "conflict" else Severity.UNSAVED


def desk_of(given: Mapping[str, Any]) -> Desk:
    """Return the plans that a command means: --plans, else the folder of --source or of the config."""
    from abmtui.store.plans import PlanStore
    from abmtui.workspace.request import plans_folder

    config = sound_config({**given, "sources": given.get("source")})
    asked = bool(given.get("source"))
    if not config.source and not config.plans:
        raise StoppedError("say which plans: --plans DIR, or --source FILE (or put `source` or `plans` into the config)")
    request = request_of(config, {})
    folder = plans_folder(request)
    if folder is None:
        raise StoppedError("several sources or stdin have no folder of plans of their own; name it with --plans DIR")
    workspace = None
    if config.source and (asked or not given.get("plans")):
        workspace = workspace_of(request)
    elif not Path(folder).is_dir():
        raise StoppedError(f"{folder}: there is no such folder of plans; name the source with --source to begin one")
    store = PlanStore(folder, author_of(config), lambda: datetime.now().astimezone())
    accounts = None if workspace is None else workspace.portfolio.accounts.select("id", "name")
    return Desk(store, config, store.every(), accounts, workspace)


def row_of(plan: Plan, kind: KindSpec, word: str) -> str:
    """Return the id of the row that `word` means: its id, else its unique name; raise StoppedError for none or several."""
    from abmtui.plan.edits import rows_meant, rows_of

    found = rows_meant(plan, kind.name, word)
    if len(found) == 1:
        return found[0].id
    told = "; ".join(f"{row.id} ({getattr(row, kind.title_field)})" for row in (found or rows_of(plan, kind.name))[:_LISTED])
    if found:
        raise StoppedError(f"{len(found)} rows are called {word}; give the id of one: {told}")
    raise StoppedError(f"the plan has no {kind.label} `{word}`" + (f"; there is {told}" if told else f"; it has no {kind.label} yet"))


def kind_of(word: str) -> KindSpec:
    """Return the kind of row of that name; raise StoppedError when there is none."""
    from abmtui.plan.model import KINDS

    if word in KINDS:
        return KINDS[word]
    near = nearest(word, KINDS)
    raise StoppedError(f"`{word}` is no kind of row" + (f"; did you mean `{near}`?" if near else "") + f" There are: {', '.join(KINDS)}")


def _nearest_name(word: str, accounts: pl.DataFrame) -> str:
    from rapidfuzz import fuzz, process

    from abmtui.wording import folded

    best = process.extractOne(word, accounts["name"].head(100_000).to_list(), scorer=fuzz.WRatio, processor=folded, score_cutoff=75)
    return str(best[0]) if best else ""
