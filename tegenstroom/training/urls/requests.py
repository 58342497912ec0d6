"""Addresses of trainings made to measure."""

from django.urls import path

from tegenstroom.training.views import desk_requests, requests

urlpatterns = [
    path("op-maat/", requests.ask, name="request"),
    path("op-maat/ontvangen/", requests.received, name="request_received"),
    path("voorstel/<str:token>/", requests.proposal, name="proposal"),
    path("voorstel/<str:token>/gesprek/", requests.talk, name="proposal_talk"),
    path("voorstel/<str:token>/voorstel.pdf", requests.paper, name="proposal_paper"),
    path("bureau/aanvragen/", desk_requests.index, name="desk_requests"),
    path("bureau/aanvragen/<int:pk>/", desk_requests.one, name="desk_request"),
    path("bureau/aanvragen/<int:pk>/gesprek/", desk_requests.notes, name="desk_request_notes"),
    path("bureau/aanvragen/<int:pk>/voorstel/", desk_requests.proposal, name="desk_proposal"),
    path("bureau/aanvragen/<int:pk>/afwijzing/", desk_requests.declining, name="desk_request_declining"),
    path("bureau/aanvragen/<int:pk>/vorming/", desk_requests.planning, name="desk_request_planning"),
    path("bureau/voorstellen/<int:pk>.pdf", desk_requests.paper, name="desk_proposal_paper"),
]
