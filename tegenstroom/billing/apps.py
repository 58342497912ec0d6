from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class BillingConfig(AppConfig):
    name = "tegenstroom.billing"

    def ready(self) -> None:
        # What the apps that ask for payment tell a pay run (actions/askers.py).
        autodiscover_modules("payroll")
