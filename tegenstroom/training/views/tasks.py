"""What the desk noted down for someone to do, on her own page."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tegenstroom.accounts.access import PersonRequest
from tegenstroom.base.access import guarded
from tegenstroom.training.access import own_task
from tegenstroom.training.actions.editions import finish_task


@guarded(own_task)
@require_POST
def done(request: PersonRequest, pk: int) -> HttpResponse:
    """One tap: it is done."""
    task = finish_task(task=own_task(request.user, pk), by=request.user)
    messages.success(request, _("Gedaan: %(what)s. Dank je wel.") % {"what": task.what})
    return redirect("front:my_page")
