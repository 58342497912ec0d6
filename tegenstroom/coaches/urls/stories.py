"""What she told, and taking it back."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
