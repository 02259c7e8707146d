"""The file name of a plan: readable by its account's name, found by the hash of its id."""

from __future__ import annotations

import hashlib
import re
from typing import Final

from abmtui.wording import slug

KEY_LENGTH: Final = 16
_NAME: Final = re.compile(rf".+--([0-9a-f]{{{KEY_LENGTH}}})\.toml")


def key_of(account_id: str) -> str:
    """Return the first 16 hexadecimal digits of the id's sha256; ids that differ in case alone have different keys."""
    return hashlib.sha256(account_id.encode("utf-8", "surrogatepass")).hexdigest()[:KEY_LENGTH]


def file_name(account_id: str, name: str) -> str:
    """Return `SLUG--KEY.toml`: safe on every file system, whatever the id and the name hold."""
    return f"{slug(name)}--{key_of(account_id)}.toml"


def key_in(file: str) -> str:
    """Return the key in a plan's file name, or empty when the name has none."""
    found = _NAME.fullmatch(file)
    return found[1] if found else ""


def is_plan_file(file: str) -> bool:
    """Return whether a file in the plans' folder is meant to be a plan: hidden ones are ours for other things."""
    return file.endswith(".toml") and not file.startswith(".")
