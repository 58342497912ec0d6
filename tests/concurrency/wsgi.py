"""The door for the web server, with the settings that the environment names."""

from tegenstroom.base.webserver import open_door

application = open_door()
