"""All addresses of the platform, and the bare view beside which they are measured."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from tegenstroom.base.access import public
from tegenstroom.config.urls import urlpatterns as real


@public
def bare(request: HttpRequest) -> HttpResponse:
    """The least that a Django view can do."""
    return HttpResponse("ok")


urlpatterns = [path("bare/", bare), *real]
