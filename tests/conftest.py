"""How many examples properties are tried with: fewer every day, more in `make check`; never a deadline, machines drift."""

from __future__ import annotations

import gc
import os

from hypothesis import settings

settings.register_profile("everyday", max_examples=35, deadline=None)
settings.register_profile("whole", max_examples=80, deadline=None)
if settings.get_current_profile_name() == "default":
    settings.load_profile("whole" if os.environ.get("ABMTUI_EXAMPLES") == "whole" else "everyday")


def pytest_collection_finish() -> None:
    """Have the garbage collector look at what tests make alone, and seldom: with its usual ways it takes a quarter of their time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(5_000, 10, 10)
