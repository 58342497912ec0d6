"""One JSON line a case: `python -m tests.deidentification.cases open > open.jsonl`."""

import json
import sys
from dataclasses import asdict

from tests.deidentification.cases import load

if __name__ == "__main__":
    for case in load(sys.argv[1]):
        sys.stdout.write(json.dumps(asdict(case), ensure_ascii=False) + "\n")
