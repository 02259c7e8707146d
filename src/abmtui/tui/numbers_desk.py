"""The pages of figures: every part of the review on the screen."""

from __future__ import annotations

from abmtui.tui.review_desk import ReviewDesk


class NumbersDesk(ReviewDesk):
    """The pages of figures: every part of the review on the screen."""

    def open_numbers(self, part: str = "") -> None:
        """Show the pages of figures, one part of the review a page."""
        raise NotImplementedError
