"""What a team leader does for her own people: see who goes where, say yes or no, enrol several at once."""

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tegenstroom.accounts.access import PersonRequest
from tegenstroom.accounts.models import Person
from tegenstroom.base.access import guarded
from tegenstroom.organisations.access import led_organisation, organisations_led_by
from tegenstroom.organisations.models import Organisation
from tegenstroom.training import access
from tegenstroom.training.actions.enrolment import EnrolmentRefused, number_in_line
from tegenstroom.training.actions.newcomers import enrol_group
from tegenstroom.training.colleagues import known_to
from tegenstroom.training.forms.enrolments import prices_of_kinds
from tegenstroom.training.forms.groups import MOST_ROWS, ColleagueFormSet, ColleagueRows, GroupForm, PickForm
from tegenstroom.training.models import Edition, Enrolment
from tegenstroom.training.rules.places import EnrolmentState
from tegenstroom.training.views.approvals import ANSWERS, keep

A_LIST = 12


@guarded(led_organisation)
def team(request: PersonRequest, pk: int) -> HttpResponse:
    """Her people's enrolments, and the questions that wait for her. No answers, no needs."""
    organisation = led_organisation(request.user, pk)
    enrolments = access.team_enrolments(request.user, organisation).select_related("approval")
    questions = access.team_questions(request.user, organisation).select_related("approval")
    context = {
        "organisation": organisation,
        "others": organisations_led_by(request.user).exclude(pk=pk),
        "questions": questions.order_by("approval__until"),
        "enrolments": enrolments.order_by("-edition__starts_on", "edition", "person__given_name"),
        "editions": access.editions_for_leader(request.user).to_come()[:A_LIST],
    }
    return render(request, "training/team.html", context)


@guarded(access.team_approval)
@require_POST
def team_answer(request: PersonRequest, organisation: int, pk: int) -> HttpResponse:
    """Yes or no to one question, on her own page."""
    question = access.team_approval(request.user, organisation, pk)
    if request.POST.get("answer") not in ANSWERS:
        raise BadRequest
    keep(request, question, by=request.user)
    return redirect("training:team", organisation)


@guarded(access.edition_for_leader)
def group(request: PersonRequest, pk: int) -> HttpResponse:
    """Enrol several colleagues at once: names that she ticks get a row, as those that she types."""
    edition = access.edition_for_leader(request.user, pk)
    typed, houses = request.POST or None, _houses(request.user, edition)
    known = known_to(request.user, houses, edition)
    form = GroupForm(typed, organisations=houses)
    kwargs = {"kinds": prices_of_kinds(edition), "known": known}
    rows: ColleagueRows = ColleagueFormSet(typed, prefix="rij", form_kwargs=kwargs)
    picked = PickForm(typed, known=known).picked()
    if picked or "pick" in request.POST:
        # A tick and the last button at once: she first sees whom she enrols, and as what.
        rows = rows.with_known(picked)
    elif "more" in request.POST:
        rows = rows.with_more_rows()
    elif request.method == "POST" and _enrolled(request, edition, form, rows):
        return redirect("training:team", form.cleaned_data["organisation"].pk)
    left = {number: colleague for number, colleague in known.items() if number not in rows.numbers()}
    shown = {"edition": edition, "form": form, "rows": rows, "most": MOST_ROWS, "pick": PickForm(known=left)}
    return render(request, "training/group.html", shown)


def _houses(person: Person, edition: Edition) -> QuerySet[Organisation]:
    """For which organisations she may enrol people here: one, when the edition was made to measure for it."""
    led = organisations_led_by(person)
    return led.filter(pk=edition.organisation_id) if edition.organisation_id else led


def _enrolled(request: PersonRequest, edition: Edition, form: GroupForm, rows: ColleagueRows) -> bool:
    """Enrol everyone, or write at the field or the form why nobody was."""
    # Both are judged, so that all that is wrong shows at once.
    if not (form.is_valid() & rows.is_valid()):
        return False
    colleagues = rows.rows(form.cleaned_data["organisation"])
    try:
        enrolments = enrol_group(
            edition=edition,
            rows=colleagues,
            form_key=form.cleaned_data["form_key"],
            by=request.user,
        )
    except EnrolmentRefused as refused:
        form.add_error(None, str(refused))
        return False
    names = [colleague.who.name for colleague in colleagues]
    _tell(request, list(zip(names, enrolments, strict=True)))
    return True


def _tell(request: PersonRequest, everyone: list[tuple[str, Enrolment]]) -> None:
    """Who has a place and who waits, as which number, under the names that she typed herself.

    Of someone who is in it on her own account she reads no more than on the page of her team: nothing.
    """
    hers = _hers(request.user, [row for _name, row in everyone])
    named = [(name, row) for name, row in everyone if row.pk in hers]
    placed = [name for name, row in named if row.state == EnrolmentState.PLACED]
    waiting = [
        _("%(name)s (nummer %(number)s)") % {"name": name, "number": number_in_line(row)}
        for name, row in named
        if row.state == EnrolmentState.WAITING
    ]
    if placed:
        messages.success(request, _("Deze collega's hebben een plaats: %(names)s.") % {"names": ", ".join(placed)})
    if waiting:
        messages.info(request, _("Op de wachtlijst staan: %(names)s.") % {"names": ", ".join(waiting)})
    if others := [name for name, row in everyone if row.pk not in hers]:
        sentence = _("Vraag het even aan je collega zelf: over %(names)s zeggen we hier niets.")
        messages.info(request, sentence % {"names": ", ".join(others)})


def _hers(leader: Person, enrolments: list[Enrolment]) -> set[int]:
    """The numbers of those that she sees among her people's."""
    asked = [row.pk for row in enrolments]
    houses = organisations_led_by(leader).filter(pk__in=[row.organisation_id for row in enrolments])
    seen = (access.team_enrolments(leader, house).filter(pk__in=asked) for house in houses)
    return {pk for rows in seen for pk in rows.values_list("pk", flat=True)}
