"""Addresses of logging in, of one's own account, and of people at the desk."""

from django.urls import URLPattern, URLResolver, include, path, re_path

from tegenstroom.accounts.views import cards, erasing, export, own, people

ours: list[URLPattern | URLResolver] = [
    path("taal/", own.language, name="language"),
    path("kaart/", cards.card_login, name="card_login"),
    path("kaart/andere/", cards.card_forget, name="card_forget"),
    re_path(r"^kaart/(?P<number>[0-9]{16})/$", cards.card_scan, name="card_scan"),
    path("mijn/gegevens/", own.data, name="data"),
    path("mijn/gegevens/alles/", export.everything, name="export"),
    path("mijn/gegevens/alles.json", export.as_file, name="export_file"),
    path("mijn/toegang/", own.ways_in, name="ways_in"),
    path("mijn/toegang/pin/", cards.pin, name="pin"),
    path("mijn/toegang/andere-toestellen/afmelding/", own.end_sessions, name="end_sessions"),
    path("rollen/", own.roles, name="roles"),
    path("bureau/mensen/", people.people, name="people"),
    path("bureau/mensen/nieuw/", people.person_add, name="person_add"),
    path("bureau/mensen/<int:pk>/", people.person, name="person"),
    path("bureau/mensen/<int:pk>/gegevens/", people.person_data, name="person_data"),
    path("bureau/mensen/<int:pk>/wissen/", erasing.erasure, name="erasure"),
    path("bureau/mensen/<int:pk>/kaart/", people.card_print, name="card_print"),
    path("bureau/mensen/<int:pk>/kaart/intrekking/", people.card_revoke, name="card_revoke"),
    path("bureau/mensen/<int:pk>/rollen/", people.person_roles, name="person_roles"),
    path("bureau/mensen/<int:pk>/rollen/nieuw/", people.role_grant, name="role_grant"),
    path("bureau/mensen/<int:pk>/rollen/einde/", people.role_end, name="role_end"),
]

urlpatterns = [
    path("", include((ours, "accounts"))),
    path("account/", include("allauth.account.urls")),
    path("account/beveiliging/", include("allauth.mfa.urls")),
]
