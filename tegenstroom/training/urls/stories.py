"""Addresses of the stories that a group may read."""

from django.urls import path

from tegenstroom.training.views import stories

urlpatterns = [
    path("bureau/vormingen/<int:pk>/verhalen/", stories.stories, name="edition_stories"),
    path("bureau/vormingen/verhalen/<int:pk>/weg/", stories.removal, name="edition_story_removal"),
]
