from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    name = "tegenstroom.organisations"
