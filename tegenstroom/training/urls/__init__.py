"""Addresses of training, by who walks there."""

from tegenstroom.training.urls import after, desk, enrolments, imports, public

app_name = "training"

urlpatterns = [*public.urlpatterns, *enrolments.urlpatterns, *desk.urlpatterns, *after.urlpatterns, *imports.urlpatterns]
