"""What `read` imports of a page that a template reads: each module and each dataclass more makes every start longer.

Before a number here grows, see what came in:
python -X importtime -m invoiceplug read FILE.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

OWN_MODULES, ALL_MODULES, DATACLASSES = 107, 251, 0
UNASKED = {  # what this read does not do, and whom it does not ask
    *("invoiceplug.embedded", "invoiceplug.page_differs", "invoiceplug.recheck", "invoiceplug.suggested"),
    *("invoiceplug.fallback", "invoiceplug.authoring", "invoiceplug.front_door", "invoiceplug.sandbox"),
    *("invoiceplug.guarded", "jsonschema", "rfc8785", "ruamel", "lxml", "pypdfium2", "pdfplumber", "camelot"),
    *("importlib.metadata", "tomllib", "difflib", "traceback", "csv", "logging", "subprocess", "tempfile"),
    *("regex", "hashlib", "pkgutil", "invoiceplug.template.plain", "invoiceplug.template.literals"),
}
READ = """
import atexit, json, sys
from invoiceplug.cli import main
def tell():
    own = [module for name, module in sys.modules.items() if name.startswith("invoiceplug.")]
    classes = {each for module in own for each in vars(module).values() if isinstance(each, type)}
    made = sorted(each.__qualname__ for each in classes if "__dataclass_params__" in vars(each))
    print(json.dumps([sorted(sys.modules), made]), file=sys.stderr)
atexit.register(tell)
main()
"""


def test_read_imports_what_it_takes(fixtures: Path) -> None:
    file = fixtures / "nordkontor" / "2026-04-rechnung.pdf"
    read: list[str | Path] = [sys.executable, "-c", READ, "read", file, "--format", "json"]
    subprocess.run(read, capture_output=True, check=True)  # after this the templates are kept
    done = subprocess.run(read, capture_output=True, text=True, check=True)
    modules, dataclasses = json.loads(done.stderr)
    assert not UNASKED & set(modules)
    assert len(dataclasses) <= DATACLASSES, dataclasses
    own = [name for name in modules if name.startswith("invoiceplug.")]
    assert len(own) <= OWN_MODULES, own
    others = [name for name in modules if not name.startswith("invoiceplug")]
    assert len(own) + len(others) <= ALL_MODULES, others
