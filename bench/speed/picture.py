"""The results as a picture: `python picture.py results.json results.svg`, by matplotlib of bench/.venv."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import matplotlib as mpl
from table import PARTS

mpl.use("svg")
mpl.rcParams["svg.hashsalt"] = "invoiceplug"  # the same bytes for the same results
mpl.rcParams["svg.fonttype"] = "none"
OURS, OTHERS = "#1d6f5c", "#b9c2c9"


def main() -> None:
    from matplotlib import pyplot

    results = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    parts = [part for part in PARTS if part in results]
    figure, axes = pyplot.subplots(len(parts), 1, figsize=(8, 1.75 * len(parts)), layout="constrained")
    for axis, part in zip(axes, parts, strict=True):
        names, values = list(results[part]), [each["cpu_ms"] for each in results[part].values()]
        colours = [OURS if name.startswith("invoiceplug") else OTHERS for name in names]
        axis.barh(names, values, color=colours)
        axis.invert_yaxis()
        axis.set_xscale("log")
        axis.set_xlim(min(values) / 2, max(values) * 3)
        axis.set_title(f"{PARTS[part]}: CPU, ms", loc="left", fontsize=9)
        axis.tick_params(labelsize=8)
        axis.spines[["top", "right"]].set_visible(False)
        for row, value in enumerate(values):
            axis.text(value, row, f" {value:,.1f}", va="center", fontsize=8)
    figure.savefig(sys.argv[2], metadata={"Date": None})


if __name__ == "__main__":
    main()
