"""All addresses of the platform, and the bare views beside which they are measured."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from tegenstroom.accounts.access import PersonRequest
from tegenstroom.base.access import public, signed_in
from tegenstroom.config.urls import urlpatterns as real


@public
def bare(request: HttpRequest) -> HttpResponse:
    """The least that a Django view can do."""
    return HttpResponse("ok")


@signed_in
def bare_in(request: PersonRequest) -> HttpResponse:
    """The least that a Django view can do that knows who asks."""
    return HttpResponse(f"ok {request.user.pk}")


urlpatterns = [path("bare/", bare), path("bare/in/", bare_in), *real]
