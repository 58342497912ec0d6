"""Addresses of books and themes."""

from django.urls import path

from tegenstroom.library import views

app_name = "library"

urlpatterns = [
    path("boeken/", views.books, name="books"),
    path("themas/", views.themes, name="themes"),
    path("themas/<slug:slug>/", views.theme, name="theme"),
    path("bureau/themas/", views.themes_at_desk, name="desk_themes"),
    path("bureau/themas/<slug:slug>/zwaarte/", views.weight, name="desk_theme_weight"),
]
