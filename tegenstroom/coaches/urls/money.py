"""What she gets, and when."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
