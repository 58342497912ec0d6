"""Addresses of attendance, evaluation, certificates and calendars."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
