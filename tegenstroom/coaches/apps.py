from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class CoachesConfig(AppConfig):
    name = "tegenstroom.coaches"

    def ready(self) -> None:
        # How the apps that show stories take them away again (actions/copies.py).
        autodiscover_modules("uses")
        from tegenstroom.coaches import checks  # noqa: F401, PLC0415 registers itself, once models are there
