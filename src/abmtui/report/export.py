"""A frame written to a file whose name says in which format."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from abmtui.durable import ANY, NotSaved, save
from abmtui.report.tables import FORMATS

if TYPE_CHECKING:
    from pathlib import Path

    import polars as pl

ENDINGS: Final = tuple(f".{name}" for name in FORMATS)


def exported(path: Path, frame: pl.DataFrame) -> str:
    """Write the frame whole or not at all; return a sentence when it could not be written, else nothing."""
    form = FORMATS.get(path.suffix.lower().removeprefix("."))
    if form is None:
        return f"{path.name}: the name must end in {', '.join(ENDINGS)}"
    if refusal := form.refusal(frame):
        return refusal
    try:
        save(path, b"".join(form.write(frame)), before=ANY)
    except NotSaved as error:
        return str(error)
    return ""
