"""The pages and pictures in docs/ are those that the program makes."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from types import ModuleType

DOCS = Path(__file__).resolve().parents[2] / "docs"


def maker() -> ModuleType:
    """Return docs/make_docs.py as a module."""
    spec = importlib.util.spec_from_file_location("make_docs", DOCS / "make_docs.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("name", ["commands", "keys", "settings"])
def test_pages_are_those_of_the_program(name: str) -> None:
    """A changed key, command or setting without `make docs` turns this red."""
    assert (DOCS / f"{name}.md").read_text("utf-8") == getattr(maker(), f"{name}_page")()


@pytest.mark.slow
async def test_pictures_are_those_of_the_program(tmp_path: Path) -> None:
    """A changed screen without `make docs` turns this red; only the words are compared, not the coordinates."""
    drawn = await maker().pictures(tmp_path)
    for name, svg in drawn.items():
        kept = (DOCS / f"{name}.svg").read_text("utf-8")
        assert re.findall(r">([^<>]+)</text>", kept) == re.findall(r">([^<>]+)</text>", svg), f"docs/{name}.svg is stale: run `make docs`"
