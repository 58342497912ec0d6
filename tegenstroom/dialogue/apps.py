from django.apps import AppConfig


class DialogueConfig(AppConfig):
    name = "tegenstroom.dialogue"
