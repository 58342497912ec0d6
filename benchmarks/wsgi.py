"""The door for the web server, with the settings of the benchmark."""

import os

os.environ["DJANGO_SETTINGS_MODULE"] = "benchmarks.settings"

from tegenstroom.base.webserver import open_door

application = open_door()
