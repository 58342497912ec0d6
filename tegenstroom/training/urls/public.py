"""Addresses of the offer, a module, an edition."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
