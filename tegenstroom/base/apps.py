from django.apps import AppConfig


class BaseConfig(AppConfig):
    name = "tegenstroom.base"

    def ready(self) -> None:
        from tegenstroom.base import checks  # noqa: F401, PLC0415  registers the system checks
