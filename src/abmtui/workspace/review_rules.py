"""The review's rules as the settings give them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from abmtui.portfolio.classes import ClassLines
from abmtui.portfolio.rules import Rules, ZoneLines

if TYPE_CHECKING:
    from abmtui.config import Config


def rules_of(config: Config) -> Rules:
    """Return the rules that a config states."""
    return Rules(
        classes=ClassLines(config.classes_a, config.classes_b, "accounts" if config.classes_by == "accounts" else "value"),
        zones=ZoneLines(config.zones_top or None, config.zones_low or None, config.zones_homogeneous),
        programmes=config.programmes,
        tiers=config.tiers,
        varieties=config.varieties,
        coverage=config.coverage,
        selection=config.selection,
        outside_in=config.outside_in,
        limits=config.limits,
    )
