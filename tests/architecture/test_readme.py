"""What README promises to whoever runs the platform."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
READ = re.compile(r'(?:environ\.get|flag|words)\(\s*"([A-Z_]+)"')


def test_readme_names_every_variable_that_the_settings_read() -> None:
    sources = [ROOT / "tegenstroom/config/settings.py", ROOT / "tegenstroom/config/environment.py"]
    read = {name for file in sources for name in READ.findall(file.read_text(encoding="utf-8"))}
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`([A-Z_]+)`", readme))
    assert read
    assert read - named == set()
