"""Addresses of the case dialogue: groups and cases, drafts, and the dialogue itself."""

from tegenstroom.dialogue.urls import rooms

app_name = "dialogue"
urlpatterns = [
    *rooms.urlpatterns,
]
