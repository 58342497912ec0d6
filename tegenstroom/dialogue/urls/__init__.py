"""Addresses of the case dialogue: groups and cases, drafts, and the dialogue itself."""

from tegenstroom.dialogue.urls import circles, drafts, rooms

app_name = "dialogue"
urlpatterns = [
    *circles.urlpatterns,
    *drafts.urlpatterns,
    *rooms.urlpatterns,
]
