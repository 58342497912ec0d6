"""What one person does with us, for the desk: her trainings, her tandems, her certificates."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from tegenstroom.accounts.access import PersonRequest
from tegenstroom.base.access import guarded
from tegenstroom.training.access import participant_at_desk
from tegenstroom.training.models import Certificate, Enrolment, TandemMember


@guarded(participant_at_desk)
@require_GET
def trainings(request: PersonRequest, pk: int) -> HttpResponse:
    """Everything of one person, the latest training first."""
    person = participant_at_desk(request.user, pk)
    latest = ("-edition__starts_on", "-pk")
    enrolments = Enrolment.objects.filter(person=person).select_related("edition__version")
    tandems = TandemMember.objects.filter(person=person).select_related("edition__version")
    seen = {
        "person": person,
        "enrolments": enrolments.order_by(*latest),
        "tandems": tandems.order_by(*latest),
        "certificates": Certificate.objects.filter(enrolment__person=person).order_by("-last_day", "-pk"),
    }
    return render(request, "training/desk/person.html", seen)
