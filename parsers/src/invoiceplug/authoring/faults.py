"""Where a plugin that could not be loaded is wrong: `file:line` of its own code or template."""

from __future__ import annotations

import re
from pathlib import Path

import invoiceplug
from invoiceplug.plugins import Failure
from invoiceplug.template.yaml_source import shown_path

_HOST = Path(invoiceplug.__file__).parent
_FRAME = re.compile(r'^ +File "([^"<]+)", line (\d+)', re.MULTILINE)
_AT = re.compile(r"(?:^|: )([^\s:]+\.(?:ya?ml|py|toml)):(\d+)\b", re.MULTILINE)


def fault_of(failure: Failure) -> tuple[str, int] | None:
    """The file and line that the reason itself names, else the last line of the plugin's own code that ran."""
    if named := _AT.search(failure.reason):
        return named[1], int(named[2])
    own = [(file, int(line)) for file, line in _FRAME.findall(failure.traceback) if _is_own(Path(file))]
    return (shown_path(Path(own[-1][0])), own[-1][1]) if own else None


def fault_text(failure: Failure) -> str:
    """The reason, with its `file:line` in front where it does not name one itself."""
    place = fault_of(failure)
    named = place and f"{place[0]}:{place[1]}"
    return f"{named}: {failure.reason}" if named and named not in failure.reason else failure.reason


def _is_own(file: Path) -> bool:
    outside = {"site-packages", "importlib", "pluggy"}
    library = re.fullmatch(r"python3?\.?\d*", file.parent.name) is not None
    return not file.is_relative_to(_HOST) and not outside & set(file.parts) and not library
