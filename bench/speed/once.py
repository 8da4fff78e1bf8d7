"""One contestant for one file and no more, as a process that does nothing else: `python once.py NAME FILE FOLDER`."""

import sys
from pathlib import Path

from worker import CONTESTANTS

CONTESTANTS[sys.argv[1]](Path(sys.argv[2]), Path(sys.argv[3]))()
