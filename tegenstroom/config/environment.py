"""What the surroundings decide: read once from environment variables, with safe defaults."""

import os
import secrets
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def flag(name: str, *, default: bool = False) -> bool:
    """True for 1, true, yes and on; the default when the variable is absent."""
    value = os.environ.get(name)
    return default if value is None else value.lower() in {"1", "true", "yes", "on"}


def words(name: str, default: str = "") -> list[str]:
    """The comma-separated words of a variable."""
    return [word.strip() for word in os.environ.get(name, default).split(",") if word.strip()]


def var_folder() -> Path:
    """Where this installation keeps its own files: database, mail of the demo, secret key."""
    folder = Path(os.environ.get("TEGENSTROOM_VAR", ROOT / "var"))
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def secret_key(folder: Path) -> str:
    """SECRET_KEY from the environment, else from a file that only its owner can read."""
    if key := os.environ.get("SECRET_KEY"):
        return key
    file = folder / "secret-key"
    try:
        descriptor = os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    except FileExistsError:
        return file.read_text()
    with os.fdopen(descriptor, "w") as handle:
        handle.write(secrets.token_urlsafe(64))
    return file.read_text()
