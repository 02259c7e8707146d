"""What a user asked to be read, and how."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True)
class SourceRequest:
    """The sources of one portfolio with the options that bear on reading them; an empty text means "detect"."""

    sources: tuple[str, ...]
    """Files, globs, folders or "-", as the user named them."""
    mapping: Mapping[str, str] = field(default_factory=dict)
    """Our field, or a year of it such as `revenue.2025` -> a header spelled exactly, else arithmetic over headers."""
    where: str = ""
    """One SQL expression over the files' own columns: which rows are read."""
    joins: tuple[str, ...] = ()
    """`FILE` or `FILE:OURS=THEIRS`, each a left join."""
    sheet: str = ""
    encoding: str = ""
    delimiter: str = ""
    decimal: str = ""
    """The decimal sign of text cells, `.` or `,`."""
    stdin: bytes | None = None
    """The bytes of "-", read by the caller."""
