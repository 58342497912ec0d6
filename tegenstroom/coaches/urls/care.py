"""Calls after a heavy day, and because she asked."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
