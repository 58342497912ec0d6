"""What she is asked, and her answer."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
