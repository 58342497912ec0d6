"""Addresses of organisations and places."""

from django.urls import path

from tegenstroom.organisations.views import members, organisations, places

app_name = "organisations"

urlpatterns = [
    path("bureau/organisaties/", organisations.index, name="organisations"),
    path("bureau/organisaties/nieuw/", organisations.add, name="organisation_add"),
    path("bureau/organisaties/<int:pk>/", organisations.one, name="organisation"),
    path("bureau/organisaties/<int:pk>/gegevens/", organisations.edit, name="organisation_edit"),
    path("bureau/organisaties/<int:pk>/teams/", organisations.teams, name="teams"),
    path(
        "bureau/organisaties/<int:pk>/teams/<int:team>/verwijdering/",
        organisations.team_removal,
        name="team_removal",
    ),
    path("bureau/organisaties/<int:pk>/mensen/nieuw/", members.add, name="member_add"),
    path("bureau/organisaties/<int:pk>/mensen/<int:member>/", members.edit, name="member"),
    path("bureau/organisaties/<int:pk>/mensen/<int:member>/einde/", members.end, name="member_end"),
    path("bureau/plaatsen/", places.index, name="places"),
    path("bureau/plaatsen/nieuw/", places.add, name="place_add"),
    path("bureau/plaatsen/<int:pk>/", places.edit, name="place"),
    path("bureau/plaatsen/<int:pk>/verwijdering/", places.removal, name="place_removal"),
]
