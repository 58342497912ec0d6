"""The door for gunicorn, with the settings of the benchmark."""

import os

os.environ["DJANGO_SETTINGS_MODULE"] = "benchmarks.settings"

from django.core.wsgi import get_wsgi_application

from tegenstroom.base.warm import warm_up

application = get_wsgi_application()
warm_up()
