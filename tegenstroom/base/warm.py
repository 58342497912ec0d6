"""What the first page after a start would wait for, done before the server splits into workers.

Each worker would do it for itself, and each of its threads at once, while people wait.
"""

import gc
from importlib import import_module
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.template.loader import get_template
from django.urls import get_resolver, reverse
from django.utils import translation


def warm_up() -> None:
    """Import all views, read the catalogues, compile our templates. Asks nothing of the database."""
    # Half a second of patterns and lists, for which who speaks first in a room would wait; no other program does.
    import_module("tegenstroom.engines.deidentification").naming_someone("An Peeters woont in de Kerkstraat 2.")
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            translation.gettext("ervaring")
            reverse("account_login")
    assert get_resolver().url_patterns
    for app in apps.get_app_configs():
        if app.name.startswith("tegenstroom."):
            folder = Path(app.path) / "templates"
            for file in folder.rglob("*.html"):
                get_template(str(file.relative_to(folder)))
    # What stands now stays. Looking through all of it for rubbish would halt everybody for a fifth of a second.
    gc.collect()
    gc.freeze()
