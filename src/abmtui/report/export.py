"""Frames and documents written to a file whose name says in which format: whole or not at all."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from abmtui.durable import ANY, Changed, NotSaved, save
from abmtui.report.tables import FORMATS

if TYPE_CHECKING:
    from pathlib import Path

    import polars as pl

ENDINGS: Final = tuple(f".{name}" for name in FORMATS)


def exported(path: Path, frame: pl.DataFrame, *, over: bool = True) -> str:
    """Write the frame whole or not at all; return a sentence when it could not be written, else nothing."""
    form = FORMATS.get(path.suffix.lower().removeprefix("."))
    if form is None:
        return f"{path.name}: the name must end in {', '.join(ENDINGS)}"
    if refusal := form.refusal(frame):
        return refusal
    return handed_on(path, b"".join(form.write(frame)), over=over)


def handed_on(path: Path, data: bytes, *, over: bool = True) -> str:
    """Write a file whole or not at all, over one that is there only with `over`; return a sentence when it was not written, else nothing."""
    try:
        save(path, data, before=ANY if over else None)
    except NotSaved as error:
        return str(error)
    except Changed:
        return f"{path.name} is there already and was left as it is; choose another name"
    return ""
