"""Addresses of the offer, a module, an edition."""

from django.urls import path

from tegenstroom.training.views import public

urlpatterns = [
    path("aanbod/", public.offer, name="offer"),
    path("aanbod/<slug:slug>/", public.module, name="module"),
    path("vormingen/<int:pk>/", public.edition, name="edition"),
]
