"""Addresses of enrolling, waiting, cancelling."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
