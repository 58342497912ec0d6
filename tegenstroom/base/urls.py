"""Addresses of the house itself."""

from django.urls import path

from tegenstroom.base import views

app_name = "base"

urlpatterns = [
    path("health/", views.health, name="health"),
    path("demo/", views.demo_logins, name="demo"),
    path("demo/post/", views.demo_mail, name="demo_mail"),
    path("onderdelen/", views.components, name="components"),
    path("klare-taal/", views.plain, name="plain"),
    path("gestopt/", views.stopped, name="stopped"),
    path("toegankelijkheid/", views.accessibility, name="accessibility"),
]
