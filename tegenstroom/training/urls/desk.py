"""Addresses of the coordinator's desk, and of the answers of a tandem."""

from django.urls import path

from tegenstroom.training.views import tandem

urlpatterns = [
    path("tandem/<str:token>/", tandem.answer_by_link, name="tandem_answer"),
    path("mijn/tandem/<int:pk>/antwoord/", tandem.answer_on_my_page, name="my_answer"),
]
