"""All plans of a folder as frames, kept in Parquet beside them: only what changed is read again, and it can be deleted at any time."""

from __future__ import annotations

import io
import json
import os
import time
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final

import polars as pl

from abmtui import durable
from abmtui.problems import Problem
from abmtui.store.names import is_plan_file, key_in
from abmtui.store.plan_file import read_plan
from abmtui.store.plans import RACY_NS
from abmtui.store.rollup_frames import frames_of, schemas

if TYPE_CHECKING:
    from collections.abc import Mapping

    from abmtui.store.plans import PlanStore

FOLDER: Final = ".rollup"
_MANIFEST: Final = "manifest.json"


def _nothing() -> dict[str, pl.DataFrame]:
    return {name: pl.DataFrame(schema=schema) for name, schema in schemas().items()}


@dataclass(frozen=True, eq=False)
class RollUp:
    """The plans as frames; columns as `rollup_frames.schemas` says."""

    folder: Path = field(default_factory=Path)
    files: Mapping[str, pl.DataFrame] = field(default_factory=_nothing)
    """The frames as they are kept: all plan files, those that hold one account's plan a second time too."""
    kept: bool = True
    """False when it could not be written beside the plans and is held in memory only."""

    @cached_property
    def plans(self) -> pl.DataFrame:
        """One row a plan; no id twice, so that accounts can be joined to it."""
        plans = self.files["plans"]
        return plans.filter((pl.col("id") == "") | pl.col("id").is_first_distinct())

    @cached_property
    def stakeholders(self) -> pl.DataFrame:
        """One row a stakeholder."""
        return self._rows("stakeholders")

    @cached_property
    def channels(self) -> pl.DataFrame:
        """One row a channel row."""
        return self._rows("channels")

    @cached_property
    def flags(self) -> pl.DataFrame:
        """One row a red flag."""
        return self._rows("flags")

    @cached_property
    def goals(self) -> pl.DataFrame:
        """One row a goal."""
        return self._rows("goals")

    @cached_property
    def scores(self) -> pl.DataFrame:
        """One row a score."""
        return self._rows("scores")

    @cached_property
    def offerings(self) -> pl.DataFrame:
        """One row an offering."""
        return self._rows("offerings")

    @cached_property
    def gates(self) -> pl.DataFrame:
        """One row a gate that an account has come to."""
        return self._rows("gates")

    @cached_property
    def touches(self) -> pl.DataFrame:
        """One row a touch."""
        return self._rows("touches")

    @cached_property
    def notes(self) -> pl.DataFrame:
        """One row a note."""
        return self._rows("notes")

    @cached_property
    def dismissals(self) -> pl.DataFrame:
        """One row a proposed flag that was dismissed."""
        return self._rows("dismissals")

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is to be mended in the plans, by file."""
        said = self.files["problems"].select("where", "field", "what").iter_rows()
        return tuple(Problem(what, str(self.folder / where), name) for where, name, what in said) + self._doubled()

    def _rows(self, name: str) -> pl.DataFrame:
        frame = self.files[name]
        return frame if self.plans.height == self.files["plans"].height else frame.join(self.plans.select("file"), on="file", how="semi", maintain_order="left")

    def _doubled(self) -> tuple[Problem, ...]:
        files: dict[str, list[str]] = {}
        for file in self.files["stamps"]["file"]:
            if key := key_in(file):
                files.setdefault(key, []).append(file)
        what = "several files hold one account's plan ({}): none is edited until one is left; move what is good into one and delete the rest"
        return tuple(Problem(what.format(", ".join(names)), str(self.folder / names[0])) for names in files.values() if len(names) > 1)


def refresh(store: PlanStore, known: RollUp | None = None, *, write: bool = True) -> RollUp:
    """Return the roll-up of the folder as it stands; `known`, else what is kept on disk, is brought up to date. Never raises.

    With `write`, a roll-up that changed is kept on disk; where that is not possible it is given all the same.
    """
    base = known if known is not None else read_rollup(store.folder)
    present = _present(store.folder)
    if present is None:
        return base
    before = {stamp[0]: stamp for stamp in base.files["stamps"].iter_rows()}
    changed = [stamp for stamp in present if before.get(stamp[0]) != stamp]
    gone = before.keys() - {stamp[0] for stamp in present}
    if not changed and not gone:
        return base
    new = _merged(base, changed, gone)
    return replace(new, kept=_write(new)) if write else new


def read_rollup(folder: Path) -> RollUp:
    """Return the roll-up as it was kept, or an empty one when there is none or it is not what was written. Never raises.

    Hashes are compared before polars sees a byte: a damaged Parquet file can end the process.
    """
    try:
        manifest = json.loads((folder / FOLDER / _MANIFEST).read_bytes())
        if manifest["shape"] != _shape():
            return RollUp(folder)
        frames = {}
        for name in schemas():
            data = (folder / FOLDER / f"{name}.parquet").read_bytes()
            if durable.fingerprint(data) != manifest["files"][name]:
                return RollUp(folder)
            frames[name] = pl.read_parquet(io.BytesIO(data))
    except (OSError, ValueError, KeyError, TypeError, pl.exceptions.PolarsError):
        return RollUp(folder)
    return RollUp(folder, frames)


def _present(folder: Path) -> list[tuple[str, int, int, int]] | None:
    """Return file, size, mtime_ns and inode of every plan, by one scan; None where the folder cannot be listed."""
    found = []
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                if is_plan_file(entry.name):
                    with suppress(FileNotFoundError):  # gone since, or a link to nowhere
                        status = entry.stat()
                        found.append((entry.name, status.st_size, status.st_mtime_ns, status.st_ino))
    except FileNotFoundError:
        return []
    except OSError:
        return None
    return found


def _merged(base: RollUp, changed: list[tuple[str, int, int, int]], gone: set[str]) -> RollUp:
    started = time.time_ns()
    new = frames_of([read_plan(base.folder / stamp[0]) for stamp in changed])
    settled = [stamp if started - stamp[2] > RACY_NS else (*stamp[:2], -1, stamp[3]) for stamp in changed]
    new["stamps"] = pl.DataFrame(settled, schema=schemas()["stamps"], orient="row")
    replaced = pl.Series(sorted({*gone, *(stamp[0] for stamp in changed)}), dtype=pl.String)
    frames = {}
    for name, frame in base.files.items():
        kept = frame.filter(~pl.col("file").is_in(replaced.implode()))
        by = ["file", "place"] if "place" in frame.columns else ["file"]
        frames[name] = pl.concat([kept, new[name]]).sort(by, maintain_order=True)
    return RollUp(base.folder, frames)


def _write(rollup: RollUp) -> bool:
    """Write the frames, then the list of their hashes without which nobody reads them; return whether that worked."""
    folder = rollup.folder / FOLDER
    files = {}
    try:
        durable.make_folder(folder, shared=True)
        for name, frame in rollup.files.items():
            buffer = io.BytesIO()
            frame.write_parquet(buffer, compression="lz4")
            files[name] = durable.save(folder / f"{name}.parquet", buffer.getvalue(), before=durable.ANY).hash
        manifest = {"shape": _shape(), "files": files}
        durable.save(folder / _MANIFEST, json.dumps(manifest, indent=1).encode(), before=durable.ANY)
    except (OSError, durable.NotSaved):
        return False
    return True


def _shape() -> str:
    """Return what changes when the frames' columns do."""
    return durable.fingerprint(repr(schemas()).encode())[:16]
