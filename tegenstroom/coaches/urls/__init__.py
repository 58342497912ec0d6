"""Addresses of coaches: her own pages, and those of the desk about her."""

from tegenstroom.coaches.urls import assignments, care, money, profiles, stories

app_name = "coaches"
urlpatterns = [
    *profiles.urlpatterns,
    *assignments.urlpatterns,
    *money.urlpatterns,
    *stories.urlpatterns,
    *care.urlpatterns,
]
