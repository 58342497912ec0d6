from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class BaseConfig(AppConfig):
    name = "tegenstroom.base"

    def ready(self) -> None:
        from tegenstroom.base import checks, forms  # noqa: F401, PLC0415  system checks, the words of errors

        # What the apps declare: numbers with a date, work for the clock, where sealed words
        # stand, what is someone's own, and what goes along with letters on paper.
        autodiscover_modules("figures", "clockwork", "sealed", "own_data", "enclosed")
