"""Who is in a group, for its trainer and the desk: gathered again, invited, taken out. Nothing that is said."""

from django.contrib import messages
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from tegenstroom.accounts.access import PersonRequest
from tegenstroom.accounts.models import Person
from tegenstroom.accounts.models.people import PersonQuerySet
from tegenstroom.accounts.roles import COORDINATOR, RESEARCHER, TRAINER
from tegenstroom.base.access import guarded
from tegenstroom.dialogue.access import circles as access
from tegenstroom.dialogue.actions import circles as actions
from tegenstroom.dialogue.forms.circles import InviteForm
from tegenstroom.dialogue.hers import ORDER
from tegenstroom.dialogue.models import Circle
from tegenstroom.dialogue.rules.phases import FEWEST_COACHES, Part, RefusedError

# Whom a trainer invites herself; everyone else comes with the edition, or is invited by the desk.
OF_A_TRAINER = (Part.RESEARCHER, Part.TRAINER)
FOUND_AT_MOST = 20


@guarded(access.circle_managed)
@require_http_methods(["GET", "POST"])
def people(request: PersonRequest, pk: int) -> HttpResponse:
    """Who is in it, who did not agree yet, and whom to invite."""
    circle = access.circle_managed(request.user, pk)
    at_desk = request.user.has_role(COORDINATOR)
    words = request.GET.get("q", "").strip()
    found = _invitable(circle, words, at_desk=at_desk)
    data = request.POST if request.method == "POST" else None
    form = InviteForm(data, people=found, parts=tuple(Part) if at_desk else OF_A_TRAINER)
    if request.method == "POST" and form.is_valid() and _invited(request, circle, form):
        return redirect("dialogue:circle_people", pk)
    members = sorted(
        circle.members.with_yes().current().select_related("person"),
        key=lambda one: (ORDER.index(Part(one.part)), one.pk),
    )
    coaches = [one for one in members if one.part == Part.COACH and one.stands]
    page = {
        "circle": circle,
        "members": members,
        "waiting": [one for one in members if not one.stands],
        # Whom the edition brings leaves with the edition.
        "invited": [one for one in members if one.added_by_id],
        "lacks": FEWEST_COACHES - len(coaches),
        "form": form,
        "words": words,
        "at_desk": at_desk,
    }
    return render(request, "dialogue/led_people.html", page)


@guarded(access.circle_managed)
@require_POST
def gathering(request: PersonRequest, pk: int) -> HttpResponse:
    """Bring it in line with its edition again."""
    actions.gather(circle=access.circle_managed(request.user, pk), by=request.user)
    messages.success(request, _("De groep klopt weer met wie er nu is."))
    return redirect("dialogue:circle_people", pk)


@guarded(access.member_managed)
@require_POST
def removal(request: PersonRequest, pk: int, member: int) -> HttpResponse:
    """Take someone out who was invited. Whom the edition brings leaves with the edition."""
    gone = access.member_managed(request.user, pk, member)
    actions.remove(member=gone, by=request.user)
    messages.success(request, _("%(name)s zit niet meer in de groep.") % {"name": gone.person.name})
    return redirect("dialogue:circle_people", pk)


@guarded(access.edition_without_circle)
@require_http_methods(["GET", "POST"])
def of_edition(request: PersonRequest, pk: int) -> HttpResponse:
    """Make the group of an edition, or go to it."""
    edition = access.edition_without_circle(request.user, pk)
    if request.method == "POST":
        circle = actions.of_edition(edition=edition, by=request.user)
        messages.success(request, _("De groep is er. Iedereen leest eerst wat we afspreken."))
        return _to_group(request, circle)
    if there := Circle.objects.filter(edition=edition).first():
        return _to_group(request, there)
    return render(request, "dialogue/led_of_edition.html", {"edition": edition})


def _to_group(request: PersonRequest, circle: Circle) -> HttpResponse:
    """The page of the group that she may open: a trainer agrees first, as everybody does."""
    name = "circle_people" if request.user.has_role(COORDINATOR) else "circle"
    return redirect(f"dialogue:{name}", circle.pk)


def _invited(request: PersonRequest, circle: Circle, form: InviteForm) -> bool:
    person, part = form.cleaned_data["person"], form.cleaned_data["part"]
    try:
        actions.invite(circle=circle, person=person, part=part, by=request.user)
    except RefusedError:
        # Whatever it is that stands in her way: it is hers, and nobody is told.
        form.add_error(
            "person", _("%(name)s kan hier nu niet als coach zijn. Kies iemand anders.") % {"name": person.name}
        )
        return False
    messages.success(
        request, _("%(name)s zit in de groep, en leest eerst wat we afspreken.") % {"name": person.name}
    )
    return True


def _invitable(circle: Circle, words: str, *, at_desk: bool) -> PersonQuerySet:
    """Whom she can choose from. The desk looks anyone up by name; a trainer sees who studies and who trains."""
    there = circle.members.current().values("person")
    if at_desk:
        everyone = Person.objects.get_queryset().found_by(words).filter(is_active=True)
        looked_up = everyone if words else everyone.none()
    else:
        may = Q(pk__in=Person.objects.with_role(RESEARCHER)) | Q(pk__in=Person.objects.with_role(TRAINER))
        looked_up = Person.objects.get_queryset().filter(may)
    # As a list of numbers: a form looks its choice up again, and a slice cannot be looked up in.
    free = looked_up.exclude(pk__in=there).order_by("given_name", "family_name", "pk")
    first = list(free.values_list("pk", flat=True)[: FOUND_AT_MOST if at_desk else None])
    return Person.objects.get_queryset().filter(pk__in=first).order_by("given_name", "family_name", "pk")
