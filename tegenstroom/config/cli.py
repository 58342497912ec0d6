"""The `tegenstroom` command: Django's own commands and ours, under one name."""

import os
import sys


def main() -> None:
    """Run a management command. Dashes may be written where Python wants underscores."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tegenstroom.config.settings")
    from django.core.management import execute_from_command_line  # noqa: PLC0415  settings come first

    command = [word if word.startswith("-") else word.replace("-", "_") for word in sys.argv[1:2]]
    execute_from_command_line([sys.argv[0], *command, *sys.argv[2:]])
