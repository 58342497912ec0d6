"""Her terms, her papers, and what only she may see."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
