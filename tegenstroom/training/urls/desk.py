"""Addresses of the coordinator's desk."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
