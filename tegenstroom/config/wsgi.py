"""The door for the web server."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tegenstroom.config.settings")

from tegenstroom.base.webserver import open_door

application = open_door()
