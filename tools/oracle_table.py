"""How many values of other programs stand behind each procedure of the psychometric engine.

    python tools/oracle_table.py    write the table in docs/psychometrics.md

It counts what is stored in tests/psychometrics/oracle: each key belongs to one procedure, or this refuses.
"""

import csv
import re
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
ORACLE = ROOT / "tests" / "psychometrics" / "oracle"
PAGE = ROOT / "docs" / "psychometrics.md"
BEGINS, ENDS = "<!-- oracle values: tools/oracle_table.py -->", "<!-- end of oracle values -->"

# By procedure, how keys begin: the name of the file, and what stands before a dot.
PROCEDURES: dict[str, tuple[str, ...]] = {
    "scores": ("more:scoring",),
    "α, its intervals and its items": ("values:alpha", "conventions:alpha"),
    "ω of one factor": ("values:omega", "values:factor"),
    "ω of several factors": ("conventions:omegas",),
    "ω hierarchical": ("values:hierarchical", "conventions:omega"),
    "ω of ordered answers": ("structure:omega", "more:categorical_omega"),
    "ICC of raters": ("values:icc",),
    "ICC(1), ICC(2) of groups": ("values:groups", "conventions:icc1", "more:group_icc"),
    "r*wg, r_wg(J)": ("values:agreement", "conventions:rwg", "more:agreement"),
    "polychoric correlations": ("structure:polychoric",),
    "KMO": ("structure:kmo",),
    "Bartlett": ("structure:bartlett", "more:bartlett"),
    "parallel analysis: eigenvalues": ("more:eigenvalues",),
    "EFA and rotation": (
        *("structure:efa", "conventions:varimax", "conventions:promax"),
        "conventions:pairwise",
    ),
    "CFA: ML": ("structure:cfa.ml", "structure:cfa.together"),
    "CFA: MLR": ("structure:cfa.mlr", "conventions:robust.MLR"),
    "CFA: full information": ("structure:cfa.fiml", "structure:cfa.mlr_fiml", "conventions:robust.FIML"),
    "CFA: WLSMV": (
        *("structure:cfa.wlsmv", "structure:cfa.wlsmv_unit", "structure:cfa.wlsmv_one"),
        *("structure:cfa.wlsmv_pairwise", "conventions:robust.WLSMV"),
    ),
    "invariance: ML, MLR": (
        *("structure:cfa.groups_ml", "structure:cfa.groups_mlr", "structure:cfa.waves_ml"),
        *("structure:invariance.groups_ml", "structure:invariance.groups_mlr", "structure:invariance.waves_ml"),
    ),
    "invariance: ordered answers": (
        *("structure:cfa.groups_ordered", "structure:cfa.waves_ordered"),
        *("structure:invariance.groups_ordered", "structure:invariance.waves_ordered"),
    ),
    "two-level CFA": ("structure:two_level",),
    "graded response model": ("irt_values:log_likelihood", "irt_values:discrimination", "irt_values:thresholds"),
    "EAP, MAP": ("irt_values:eap", "irt_values:map"),
    "information, marginal reliability": ("more:information", "more:marginal_reliability"),
    "S-X²": ("irt_values:fit",),
    "DIF by regression": (
        *("growth_values:dif", "conventions:gains"),
        *("purified_values:round", "purified_values:rounds"),
    ),
    "DIF by likelihood ratio": ("mirt_more:dif_ratio",),
    "reliable change": ("mirt_more:rci",),
    "change and difference, d and g": (
        *("values:t", "values:d_z", "values:noncentral"),
        *("conventions:cohen", "more:two_groups", "more:cohen_d"),
    ),
    "looking back": ("more:shift",),
    "Wilcoxon": ("values:wilcoxon",),
    "one person over time": ("more:trend",),
    "growth model": ("growth_values:two", "growth_values:start", "growth_values:three", "growth_values:groups"),
}


def counted() -> dict[str, Counter[str]]:
    """For each procedure how many values each program gave. `KeyError` for a value of no procedure."""
    found: dict[str, Counter[str]] = {procedure: Counter() for procedure in PROCEDURES}
    begins = {begin: procedure for procedure, begun in PROCEDURES.items() for begin in begun}
    for file in sorted(ORACLE.glob("*.csv")):
        with file.open(encoding="utf-8", newline="") as lines:
            rows = csv.DictReader(lines)
            if "origin" not in (rows.fieldnames or ()):
                continue  # answers, not values
            for row in rows:
                if row["value"] != "NA":
                    found[begins[_begin(f"{file.stem}:{row['key']}", begins)]][_program(row["origin"])] += 1
    return found


def table() -> str:
    """The table as it stands on the page."""
    lines = ["| procedure | values | from |", "|---|---|---|"]
    for procedure, origins in counted().items():
        said = ", ".join(f"{program} {number:,}" for program, number in origins.most_common())
        lines.append(f"| {procedure} | {origins.total():,} | {said or '–'} |")
    total = sum((origins for origins in counted().values()), Counter[str]())
    lines.append(
        f"| **all** | **{total.total():,}** | {', '.join(f'{p} {n:,}' for p, n in total.most_common())} |"
    )
    return "\n".join(lines)


def on_page() -> str:
    """What the page shows now."""
    found = re.search(f"{BEGINS}\n(.*?)\n{ENDS}", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    return found[1] if found else ""


def _begin(key: str, begins: dict[str, str]) -> str:
    """The longest beginning of this key that a procedure has."""
    fits = [begin for begin in begins if key == begin or key.startswith(f"{begin}.")]
    if not fits:
        raise KeyError(key)
    return max(fits, key=len)


def _program(origin: str) -> str:
    """The program without its version: `psych`, `R`, `mirt`."""
    return origin.split(maxsplit=1)[0]


if __name__ == "__main__":
    page = PAGE.read_text(encoding="utf-8")
    PAGE.write_text(
        page.replace(f"{BEGINS}\n{on_page()}\n{ENDS}", f"{BEGINS}\n{table()}\n{ENDS}"), encoding="utf-8"
    )
