from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class BaseConfig(AppConfig):
    name = "tegenstroom.base"

    def ready(self) -> None:
        from tegenstroom.base import checks  # noqa: F401, PLC0415  registers the system checks

        # What the apps declare: numbers with a date, and work for the clock.
        autodiscover_modules("figures", "clockwork")
