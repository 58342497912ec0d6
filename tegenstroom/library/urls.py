"""Addresses of books and themes."""

from django.urls import path

from tegenstroom.library import views

app_name = "library"

urlpatterns = [
    path("boeken/", views.books, name="books"),
    path("themas/", views.themes, name="themes"),
    path("themas/<slug:slug>/", views.theme, name="theme"),
]
