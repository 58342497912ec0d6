"""Addresses of bringing in people and enrolments from a table."""

from django.urls import path

from tegenstroom.training.views import imports

urlpatterns = [
    path("bureau/invoer/", imports.send, name="import"),
    path("bureau/invoer/sjabloon.<str:kind>", imports.template, name="import_template"),
    path("bureau/invoer/<int:pk>/", imports.preview, name="import_preview"),
    path("bureau/invoer/<int:pk>/bevestiging/", imports.confirmation, name="import_confirmation"),
    path("bureau/invoer/<int:pk>/verwijdering/", imports.removal, name="import_removal"),
]
