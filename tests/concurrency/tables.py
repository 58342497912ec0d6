"""Makes all tables and loads the figures in the database that the environment names."""

import django

django.setup()

# The commands can only be called once Django stands.
# ruff: noqa: E402
from django.core.management import call_command
from django.db import connections

from tegenstroom.base import figures

if __name__ == "__main__":
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    figures.load()
    # The last connection writes the WAL into the file: then the file alone is the whole database.
    connections.close_all()
