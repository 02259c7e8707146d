"""The user's settings: a TOML file read into one frozen value, every mistake told with file, line and key."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from abmtui.problems import Problem, Severity
from abmtui.settings import SETTINGS, SUFFIXES, Setting, defaults_of, section_of

if TYPE_CHECKING:
    from collections.abc import Mapping

FILE_NAME: Final = "abmtui.toml"
"""The name of a config in the folder where abmtui is started."""
USER_FILE_NAME: Final = "config.toml"
"""The name of a config in the user's own config folder."""
VARIABLE: Final = "ABMTUI_CONFIG"
"""The environment variable that may name a config."""
_WHOLE: Final = 100.0
"""What the weights of a score make together."""
_ROUNDING: Final = 0.01
_LARGEST: Final = 1 << 20
"""Bytes; a config is a page of text, and tomllib is slow on hostile files."""


def _several(attribute: str) -> Any:
    """Return a field whose mapping several settings make."""
    return field(default_factory=lambda: defaults_of(attribute))


@dataclass(frozen=True)
class Config:
    """Every setting; `EMPTY` holds the defaults. Paths are as written, or below the config's folder where that is another one."""

    source: tuple[str, ...] = ()
    """What opens when no source is named: files, globs, a folder."""
    plans: str = ""
    """The folder of plans; empty means `plans/` beside the source."""
    me: str = ""
    """The user's name as it stands in the owner columns and plans."""
    team: str = ""
    """The user's team as it stands in the team column."""
    templates: str = ""
    """A file of the user's own templates; empty: none."""
    locale: str = ""
    """How numbers and dates are written; empty means the environment's."""
    currency: str = ""
    """The currency of a source that does not say."""
    theme: str = ""
    """A theme of the screen; empty means the default."""
    metric: str = "revenue"
    period: str = "all"
    rollup: bool = False
    mine: bool = False
    where: str = ""
    filter: str = ""
    join: tuple[str, ...] = ()
    sheet: str = ""
    encoding: str = ""
    delimiter: str = ""
    decimal: str = ""
    low_bandwidth: bool = False
    mapping: Mapping[str, str] = field(default_factory=dict)
    """Our field, or `revenue.2025`, -> the source's header or arithmetic."""
    classes_a: float = 0.80
    classes_b: float = 0.95
    classes_by: str = "value"
    zones_top: float = 0.0
    """The share of the value at which the top band ends; 0: where class A does."""
    zones_low: float = 0.0
    """The share of the value behind which the low band begins; 0: where class C does."""
    zones_homogeneous: float = 2.0
    programmes: Mapping[str, str] = _several("programmes")
    """Zone (ABM, targeted, mass, undefined) -> programme."""
    tiers: Mapping[str, str] = _several("tiers")
    """key, ABM, DRM -> tier."""
    varieties: Mapping[str, str] = _several("varieties")
    """key, ABM, segment, rest -> variety of ABM."""
    coverage: Mapping[str, str] = _several("coverage")
    """key, A, B, C -> coverage model."""
    selection: Mapping[str, float] = _several("selection")
    """Criterion -> weight; they make 100."""
    outside_in: Mapping[str, float] = _several("outside_in")
    """Criterion -> weight; they make 100."""
    limits: Mapping[str, float] = _several("limits")
    gates: Mapping[str, tuple[Mapping[str, Any], ...]] = _several("gates")
    """ABC class -> its gates in order, each with name, criteria and role."""
    review_days: Mapping[str, int] = _several("review_days")
    """Days without a touch after which an account needs a look, by class A, B, C and for key accounts."""
    ages: Mapping[str, int] = _several("ages")
    """Days after which what a plan says is stale: plan, person, flag, satisfaction, returns."""
    file: str = field(default="", compare=False)
    """The file this was read from, as it was named; empty for the defaults."""
    places: Mapping[str, str] = field(default_factory=dict, compare=False)
    """Key as in the file (`classes.a`) -> `FILE:LINE`, for the keys that the file sets."""


EMPTY: Final = Config()


def found_config(explicit: str | None, environ: Mapping[str, str], cwd: Path, user_folder: Path) -> Path | None:
    """Return the config in force: `--config`, else ABMTUI_CONFIG, else `./abmtui.toml`, else the user's; None when there is none.

    The first two are returned whether they exist or not: `read_config` then says that they are missing.
    """
    named = explicit or environ.get(VARIABLE, "")
    if named:
        return Path(named).expanduser()
    for path in (cwd / FILE_NAME, user_folder / USER_FILE_NAME):
        if path.is_file():
            return Path(FILE_NAME) if path == cwd / FILE_NAME and cwd == Path.cwd() else path
    return None


def read_config(path: Path | None) -> tuple[Config, tuple[Problem, ...]]:
    """Return the settings of `path` and what is wrong in it; a wrong key keeps its default, a wrong file keeps them all."""
    if path is None:
        return EMPTY, ()
    text, problem = _text_of(path)
    if problem:
        return EMPTY, (problem,)
    try:
        data = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        return EMPTY, (_not_toml(path, error),)
    return _config_of(data, path, _lines_of(text))


def _text_of(path: Path) -> tuple[str, Problem | None]:
    try:
        raw = path.read_bytes()
    except OSError as error:
        return "", Problem(f"the config cannot be read: {error.strerror or error}", str(path), severity=Severity.USAGE)
    if len(raw) > _LARGEST:
        return "", Problem("the config is over 1 MiB; it should be a page of text", str(path), severity=Severity.USAGE)
    try:
        return raw.decode("utf-8-sig").replace("\r\n", "\n"), None
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        return "", Problem("the config is not UTF-8 text; save it as UTF-8", f"{path}:{line}", severity=Severity.USAGE)


def _not_toml(path: Path, error: Exception) -> Problem:
    said = str(error) or "nested too deeply"
    at = re.search(r"\(at line (\d+), column (\d+)\)", said)
    what = said[: at.start()].strip() if at else said.removesuffix(" (at end of document)")
    column = f" at column {at[2]}" if at else ""
    return Problem(f"the config is not valid TOML: {what}{column}; the defaults are used", f"{path}:{at[1]}" if at else str(path), severity=Severity.USAGE)


def _lines_of(text: str) -> dict[str, int]:
    """Return the line of every key and table, dotted; good enough for a message (a look-alike inside a long string may mislead it)."""
    lines: dict[str, int] = {}
    table = ""
    for number, line in enumerate(text.split("\n"), start=1):
        if header := re.match(r"\s*\[\[?\s*([^\]]+?)\s*\]", line):
            table = _dotted(header[1])
            lines.setdefault(table, number)
        elif key := re.match(r"\s*((?:[\w-]+|\"[^\"]*\"|'[^']*')(?:\s*\.\s*(?:[\w-]+|\"[^\"]*\"|'[^']*'))*)\s*=", line):
            lines.setdefault(f"{table}.{_dotted(key[1])}" if table else _dotted(key[1]), number)
    return lines


def _dotted(key: str) -> str:
    return ".".join(part.strip().strip("\"'") for part in re.split(r"\.(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)", key))


def _config_of(data: Mapping[str, Any], path: Path, lines: Mapping[str, int]) -> tuple[Config, tuple[Problem, ...]]:
    values: dict[str, Any] = {"file": str(path)}
    places: dict[str, str] = {}
    problems: list[Problem] = []
    for key, value in _flat(data):
        place = f"{path}:{lines[key]}" if key in lines else str(path)
        setting = SETTINGS.get(key)
        if setting is None:
            problems.append(Problem(_unknown(key), place, key, Severity.USAGE))
            continue
        read, why = setting.read(value)
        if why:
            problems.append(Problem(f"{why}; {default_said(setting)}", place, key, Severity.USAGE))
            continue
        places[key] = place
        _put(values, setting, read)
    config = Config(**_below(values, path), places=places)
    if config.classes_a >= config.classes_b:
        problems.append(Problem("classes.a must be below classes.b", places.get("classes.a", str(path)), "classes.a", Severity.USAGE))
    return config, (*problems, *_weights_wrong(config, path))


def _weights_wrong(config: Config, path: Path) -> list[Problem]:
    """Return a sentence for each score whose weights do not make 100."""
    wrong = []
    for section in ("selection", "outside_in"):
        weights = getattr(config, section)
        total = sum(weights.values())
        if abs(total - _WHOLE) > _ROUNDING:
            place = next((where for key, where in config.places.items() if section_of(key) == section), str(path))
            what = f"the weights of [{section}] make {total:g}, not 100; change one of the {len(weights)} (a criterion that does not count has weight 0)"
            wrong.append(Problem(what, place, section, Severity.USAGE))
    return wrong


def _flat(data: Mapping[str, Any]) -> list[tuple[str, Any]]:
    """Return (dotted key, value) pairs: tables of several settings are opened, `[map]` is one setting."""
    pairs: list[tuple[str, Any]] = []
    for key, value in data.items():
        if isinstance(value, dict) and key in {section_of(name) for name in SETTINGS}:
            pairs += [(f"{key}.{inner}", item) for inner, item in value.items()]
        else:
            pairs.append((key, value))
    return pairs


def _put(values: dict[str, Any], setting: Setting, value: Any) -> None:
    if setting.part:
        inner = dict(values.get(setting.name) or getattr(EMPTY, setting.name))
        values[setting.name] = {**inner, setting.part: value}
    else:
        values[setting.name] = value


def _below(values: dict[str, Any], path: Path) -> dict[str, Any]:
    """Return `values` with relative paths placed below the config's folder, so that a config works from any folder."""
    folder = path.parent

    def placed(name: str) -> str:
        expanded = Path(name).expanduser()
        if not name or name == "-" or "://" in name or expanded.is_absolute() or str(folder) == ".":
            return str(expanded) if name.startswith("~") else name
        return str(folder / name)

    for key in ("source", "join"):
        if key in values:
            values[key] = tuple(placed(name) for name in values[key])
    for key in ("plans", "templates"):
        if values.get(key):
            values[key] = placed(values[key])
    return values


def _unknown(key: str) -> str:
    from difflib import get_close_matches

    last = key.rpartition(".")[2]
    near = get_close_matches(key, SETTINGS, 1, 0.6) or [name for name in SETTINGS if name.rpartition(".")[2] in get_close_matches(last, SUFFIXES, 1, 0.7)]
    return f"there is no such setting; did you mean `{near[0]}`?" if near else "there is no such setting; `abmtui config schema` lists them all"


def default_said(setting: Setting) -> str:
    """Return "the default 0.8 is used", or "it is left out" for a setting that is empty by default."""
    return f"the default {setting.toml_default()} is used" if setting.default not in ("", (), {}) else "it is left out"
