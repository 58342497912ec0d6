"""Addresses of logging in and of one's own account."""

from django.urls import include, path

urlpatterns = [
    path("account/", include("allauth.account.urls")),
    path("account/beveiliging/", include("allauth.mfa.urls")),
]
