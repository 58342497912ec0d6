"""Calls after a heavy day, and because she asked."""

from django.urls import URLPattern, path

from tegenstroom.coaches.views import care

urlpatterns: list[URLPattern] = [
    path("coach/bel-mij/", care.call_me, name="call_me"),
    path("coach/wie-belt-mij/", care.my_caller, name="my_caller"),
    path("bellen/", care.calls, name="calls"),
    path("bellen/<int:pk>/gesprek/", care.call_made, name="call_made"),
    path("bureau/coaches/bellen/", care.desk_calls, name="desk_calls"),
]
