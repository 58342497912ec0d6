"""Addresses of training, by who walks there."""

from tegenstroom.training.urls import after, desk, enrolments, imports, public, requests, stories

app_name = "training"

urlpatterns = [
    *public.urlpatterns,
    *enrolments.urlpatterns,
    *desk.urlpatterns,
    *requests.urlpatterns,
    *after.urlpatterns,
    *imports.urlpatterns,
    *stories.urlpatterns,
]
