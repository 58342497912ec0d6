"""Addresses of what we pay people."""

from django.urls import URLPattern

app_name = "billing"
urlpatterns: list[URLPattern] = []
