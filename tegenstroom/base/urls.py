"""Addresses of the house itself."""

from django.urls import path

from tegenstroom.base import views

app_name = "base"

urlpatterns = [
    path("health/", views.health, name="health"),
    path("onderdelen/", views.components, name="components"),
]
