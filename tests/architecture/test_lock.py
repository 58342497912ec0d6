"""What we build on is pinned, has a reason, and names no registry."""

import re
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LOCKS = ["requirements.lock", "tools/uv.lock", "benchmarks/rivals.lock"]
# Django loads it by itself when DATABASE_URL asks for PostgreSQL.
UNNAMED = {"psycopg"}


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_has_hashes_and_no_addresses(lock: str) -> None:
    lines = (ROOT / lock).read_text().splitlines()
    assert not [
        line for line in lines if "://" in line or (line.lstrip().startswith("-") and "--hash=sha256:" not in line)
    ]
    pinned = [line for line in lines if line and not line.startswith(" ")]
    assert pinned
    assert all(re.match(r"[a-z0-9._-]+==[^ ]+( ; .*)? \\$", line) for line in pinned)
    assert sum("--hash=sha256:" in line for line in lines) >= len(pinned)


def test_every_dependency_says_why_it_is_there() -> None:
    """A tool whose name says all may stand alone among those of the developer; what users run may not."""
    text = (ROOT / "pyproject.toml").read_text()
    block = re.search(r"^dependencies = \[\n(.*?)^\]", text, re.MULTILINE | re.DOTALL)
    assert block
    lines = [line for line in block[1].splitlines() if line.strip()]
    assert [line for line in lines if not re.search(r'^    "[^"]+",\s+# \S.{10,}', line)] == []


def test_every_pinned_dependency_of_pyproject_is_locked() -> None:
    text = (ROOT / "pyproject.toml").read_text()
    wanted = {
        name.lower().replace("_", "-") for name in re.findall(r'^    "([A-Za-z0-9_-]+)[\[~]', text, re.MULTILINE)
    }
    locks = "\n".join((ROOT / lock).read_text() for lock in LOCKS)
    locked = set(re.findall(r"^([a-z0-9._-]+)==", locks, re.MULTILINE))
    assert wanted <= locked


def test_every_dependency_is_used() -> None:
    text = (ROOT / "pyproject.toml").read_text()
    block = text.partition("dependencies = [\n")[2].partition("\n]")[0]
    wanted = set(re.findall(r'^    "([a-z0-9-]+)', block, re.MULTILINE))
    modules = {
        home.lower().replace("_", "-"): module
        for module, homes in packages_distributions().items()
        for home in homes
        if not module.startswith("_")
    }
    served = [file for file in (ROOT / "tegenstroom").rglob("*.py") if "tests" not in file.parts]
    ours = [*served, *(ROOT / "tools").glob("*.py")]
    source = "\n".join(file.read_text(encoding="utf-8") for file in ours)
    assert wanted
    assert {name for name in wanted if not re.search(rf"\b{modules[name]}\b", source)} == UNNAMED
