"""The results as a table for people."""

from __future__ import annotations

from typing import Any

PARTS = {
    "whole_process": "one page, whole process",
    "in_process": "one page to a validated reading, warm",
    "pages_5": "5 pages, 150 lines",
    "pages_100": "100 pages, 3,000 lines",
    "pages_1000": "1,000 pages, 30,000 lines",
    "identify": "whose invoice is it, opened document",
}


def table(results: dict[str, Any]) -> str:
    """A block a part: contestant, CPU, ratio to ours, peak memory; then the ratios that are promised."""
    lines = []
    for part, title in PARTS.items():
        if part in results:
            lines += ["", f"{title:<44}{'CPU ms':>12}{'of ours':>10}{'peak MiB':>10}"]
            lines += [_row(name, each, results[part]) for name, each in results[part].items()]
    lines += ["", f"{'ratio of CPU time':<44}{'measured':>12}{'at most':>10}{'aim':>10}"]
    for name, ratio in results["ratios"].items():
        most, aim = results["bars"].get(name, ("", ""))
        lines.append(f"{name:<44}{ratio:>12.2f}{most:>10}{aim:>10}")
    lines += ["", f"{'lines found, nobody having a template':<44}{'right':>12}{'of':>10}{'share':>10}"]
    for name, each in results["line_accuracy"].items():
        proved = f"   {each['proved']} proved, {each['proved_wrong']} of them wrong" if "proved" in each else ""
        lines.append(f"  {name:<42}{each['right']:>12}{each['of']:>10}{each['share']:>10.1%}{proved}")
    return "\n".join(lines)


def _row(name: str, each: dict[str, Any], part: dict[str, Any]) -> str:
    own = next(iter(part.values()))["cpu_ms"]
    return f"  {name:<42}{each['cpu_ms']:>12,.2f}{each['cpu_ms'] / own:>9.2f}x{each['peak_rss_mib']:>10,.0f}"
