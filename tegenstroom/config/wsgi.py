"""The door for gunicorn."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tegenstroom.config.settings")

from django.core.wsgi import get_wsgi_application

from tegenstroom.base.warm import warm_up

application = get_wsgi_application()
warm_up()
