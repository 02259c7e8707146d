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
    """Take what collecting made out of the garbage collector's sight: going over it again and again takes an eighth of the time of all tests."""
    gc.collect()
    gc.freeze()
