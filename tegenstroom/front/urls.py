"""Addresses of the pages that bring everything together."""

from django.urls import path

from tegenstroom.front import views

app_name = "front"

urlpatterns = [
    path("", views.home, name="home"),
    path("mijn/", views.my_page, name="my_page"),
]
