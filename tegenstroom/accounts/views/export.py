"""Everything that we know of someone, for herself: to read, and to take along."""

import json

from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from tegenstroom.accounts.access import PersonRequest
from tegenstroom.base import audit, export
from tegenstroom.base.access import signed_in
from tegenstroom.base.downloads import download


@signed_in
@require_GET
def everything(request: PersonRequest) -> HttpResponse:
    """All of it on one page."""
    audit.record("accounts.export", by=request.user, about=request.user, form="page")
    return render(request, "accounts/everything.html", {"chapters": export.chapters(request.user)})


@signed_in
@require_GET
def as_file(request: PersonRequest) -> HttpResponse:
    """The same as a file that another system reads."""
    audit.record("accounts.export", by=request.user, about=request.user, form="json")
    told = json.dumps(export.as_json(request.user), cls=DjangoJSONEncoder, ensure_ascii=False, indent=1)
    return download(told, "application/json", "mijn-gegevens.json")
