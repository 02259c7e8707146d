"""The pages of figures: the report's parts one by one, each with what its figures mean."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from abmtui.report.blocks import core_blocks
from abmtui.report.explained import explained
from abmtui.report.figures import review_figures
from abmtui.report.parts import PARTS, explanations, part_named
from abmtui.workspace.reviewed import reviewed

if TYPE_CHECKING:
    from abmtui.formats import Formats
    from abmtui.report.blocks import Block
    from abmtui.workspace.measured import Measured
    from abmtui.workspace.opened import Workspace

CORE: Final = "figures"
SEGMENTS: Final = "segments"
"""The part that has a screen of its own, where its column is chosen."""
PAGES: Final = ((CORE, "Concentration"), *((part.name, part.title) for part in PARTS if part.name != SEGMENTS))
"""Name and title of every page, in their order."""

Page = tuple[tuple["Block", ...], tuple[tuple[str, str], ...]]


def page_of(workspace: Workspace, measured: Measured, name: str, formats: Formats) -> Page:
    """Return a page's blocks and its figures explained as (name, meaning and formula); raises KeyError for a page that there is not."""
    if name == CORE:
        review = review_figures(workspace, measured, ())
        return core_blocks(review, formats), explained(measured.figures, measured.book, formats)
    part = part_named(name)
    if part is None:
        raise KeyError(name)
    blocks = part.blocks(reviewed(workspace, measured), formats)
    known = explanations()
    keys = dict.fromkeys(key for block in blocks for key in block.about)
    figures = [known[key] for key in keys if key in known] or list(part.explained())
    return blocks, tuple((figure.name, f"\n  {figure.meaning}\n  {figure.formula}") for figure in figures)
