"""The door for gunicorn, with the settings that the environment names."""

from django.core.wsgi import get_wsgi_application

from tegenstroom.base.warm import warm_up

application = get_wsgi_application()
warm_up()
