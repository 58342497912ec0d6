"""Measurements at the desk: planning, who was asked and how many answered. Nothing of what was answered."""

from django.contrib import messages
from django.db.models import Prefetch, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tegenstroom.accounts.access import PersonRequest
from tegenstroom.base import pdf
from tegenstroom.base.access import guarded
from tegenstroom.base.saying import day
from tegenstroom.measurement import access
from tegenstroom.measurement.actions import groups, looking_back, moving, planning
from tegenstroom.measurement.actions.groups import days_of
from tegenstroom.measurement.forms.desk import GuestForm, LookingBackForm, PlanForm, WaveForm
from tegenstroom.measurement.forms.groups import GROUP_FAULTS
from tegenstroom.measurement.models import Invitation, MeasuredGroup, Measurement, Wave
from tegenstroom.measurement.models.people import AskedQuerySet
from tegenstroom.measurement.models.registry import questionnaire_of
from tegenstroom.measurement.papers.sheets import blank
from tegenstroom.measurement.rules.known_elsewhere import retests
from tegenstroom.measurement.rules.reliabilities import Trust
from tegenstroom.measurement.rules.waves import Moment, Round, Stage, is_after_start, stage_of
from tegenstroom.measurement.words import STAGES
from tegenstroom.training.access import edition_at_desk
from tegenstroom.training.models import Edition


@guarded(access.measurements_at_desk)
@require_GET
def index(request: PersonRequest) -> HttpResponse:
    """All measurements: what runs, what is planned and what is over."""
    today, stages = timezone.localdate(), dict[Stage, list[Measurement]]((each, []) for each in Stage)
    for row in with_rounds(access.measurements_at_desk(request.user)):
        days = [(wave.opens_on, wave.closes_on) for wave in row.waves.all()]
        stages[stage_of(days, today, is_ended=row.ended_at is not None)].append(row)
    found = [(STAGES[stage], rows) for stage, rows in stages.items() if rows]
    return render(request, "measurement/desk/index.html", {"stages": found})


@guarded(edition_at_desk)
@require_GET
def of_edition(request: PersonRequest, pk: int) -> HttpResponse:
    """What is measured in one edition, as a part of the page of that edition."""
    edition = edition_at_desk(request.user, pk)
    rows = access.measurements_at_desk(request.user).filter(edition=edition, ended_at=None)
    return render(request, "measurement/desk/of_edition.html", {"edition": edition, "rows": with_rounds(rows)})


@guarded(edition_at_desk)
@require_http_methods(["GET", "POST"])
def plan(request: PersonRequest, pk: int) -> HttpResponse:
    """A questionnaire, its uses and its rounds, with days proposed from those of the edition."""
    edition = edition_at_desk(request.user, pk)
    data = request.POST if request.method == "POST" else None
    form = PlanForm(data, organisation=edition.organisation, proposal=planning.proposal(edition))
    if data is not None and form.is_valid() and (made := planned(request, form, edition=edition)):
        return redirect("measurement:desk_measurement", made.pk)
    rows = access.measurements_at_desk(request.user).filter(edition=edition)
    return render(request, "measurement/desk/plan.html", {"edition": edition, "form": form, "rows": rows})


@guarded(access.measurement_at_desk)
@require_GET
def one(request: PersonRequest, pk: int) -> HttpResponse:
    """Its rounds, who was asked, and what can be done."""
    return _show(request, access.measurement_at_desk(request.user, pk), GuestForm())


@guarded(access.measurement_at_desk)
@require_POST
def guest(request: PersonRequest, pk: int) -> HttpResponse:
    """Someone without an account takes part."""
    measurement = access.measurement_at_desk(request.user, pk)
    form = GuestForm(request.POST)
    if not form.is_valid():
        return _show(request, measurement, form)
    try:
        planning.add_guest(measurement=measurement, **form.cleaned_data, by=request.user)
    except planning.StoppedError:
        form.refuse()
        return _show(request, measurement, form)
    messages.success(
        request, _("%(name)s doet mee vanaf de volgende brieven.") % {"name": form.cleaned_data["name"]}
    )
    return redirect("measurement:desk_measurement", pk)


@guarded(access.measurement_at_desk)
@require_http_methods(["GET", "POST"])
def ending(request: PersonRequest, pk: int) -> HttpResponse:
    """Calling it off: a page that says what follows, then the button."""
    measurement = access.measurement_at_desk(request.user, pk)
    if request.method == "POST":
        if planning.call_off(measurement=measurement, by=request.user):
            messages.success(request, _("De meting is gestopt. Niemand krijgt er nog een brief over."))
        if measurement.group_id:
            return redirect("measurement:desk_group", measurement.group_id)
        return redirect("measurement:desk_plan", measurement.edition_id)
    return render(request, "measurement/desk/ending.html", {"measurement": measurement})


@guarded(access.wave_at_desk)
@require_http_methods(["GET", "POST"])
def wave(request: PersonRequest, pk: int) -> HttpResponse:
    """Other days for a round."""
    row = access.wave_at_desk(request.user, pk)
    data = request.POST if request.method == "POST" else None
    form = WaveForm(data, initial={"opens_on": row.opens_on, "closes_on": row.closes_on})
    if data is not None and form.is_valid():
        try:
            moving.move(wave=row, **form.cleaned_data, by=request.user)
            _warn_of_late(request, row.measurement, [Round(Moment(row.moment), **form.cleaned_data)])
            return redirect("measurement:desk_measurement", row.measurement_id)
        except planning.PlanError as refused:
            form.refuse(refused.fault)
    return render(request, "measurement/desk/wave.html", {"wave": row, "form": form})


@guarded(access.measurement_at_desk)
@require_http_methods(["GET", "POST"])
def back(request: PersonRequest, pk: int) -> HttpResponse:
    """In which round people also say how it was before the start."""
    measurement = access.measurement_at_desk(request.user, pk)
    data = request.POST if request.method == "POST" else None
    form = LookingBackForm(
        data,
        rounds=looking_back.rounds_to_choose(measurement),
        initial={"looks_back": looking_back.looks_back_in(measurement) or ""},
    )
    if data is not None and form.is_valid():
        try:
            if looking_back.look_back(measurement=measurement, moment=form.moment, by=request.user):
                messages.success(request, _("Dat is bewaard. De vragen van die ronde volgen."))
            return redirect("measurement:desk_measurement", pk)
        except looking_back.BackError as refused:
            form.refuse(refused.fault)
    return render(request, "measurement/desk/looking_back.html", {"measurement": measurement, "form": form})


@guarded(access.wave_at_desk)
@require_GET
def paper(request: PersonRequest, pk: int) -> HttpResponse:
    """The sheets of who gets her questions on paper and did not answer yet, to print once more."""
    row = access.wave_at_desk(request.user, pk)
    rows = [each for each in _waiting(row) if each.participant.is_on_paper]
    if not rows:
        raise Http404
    return pdf.answer(blank(rows), "vragen.pdf")


def planned(
    request: PersonRequest, form: PlanForm, *, edition: Edition | None = None, group: MeasuredGroup | None = None
) -> Measurement | None:
    """The measurement, or None and a sentence on the form."""
    values = form.cleaned_data
    uses = {name: values[name] for name in ("asks_research", "asks_norms")}
    try:
        made = planning.plan(
            edition=edition,
            group=group,
            version=values["version"],
            rounds=form.rounds(),
            looks_back_in=form.looks_back_in,
            trust=form.trusted,
            **uses,
            by=request.user,
        )
        messages.success(
            request, _("De meting staat klaar. De brieven vertrekken op de eerste dag van elke ronde.")
        )
        _warn_of_late(request, made, form.rounds())
        return made
    except planning.PlanError as refused:
        form.refuse(refused.fault)
    except groups.GroupError as refused:
        form.add_error(None, GROUP_FAULTS[refused.fault])
    except planning.RunsAlreadyError:
        form.add_error(
            "version", _("Deze vragenlijst loopt al in deze groep. Kies een andere, of stop die eerst.")
        )
    return None


def _warn_of_late(request: PersonRequest, measurement: Measurement, rounds: list[Round]) -> None:
    """Who answers after the first day, does not say how it was before."""
    first = days_of(measurement.of).first
    if first and any(is_after_start(each, first) for each in rounds):
        messages.warning(
            request,
            _(
                "Let op: de ronde “voor de start” loopt nog na de eerste dag (%(day)s). Wie dan antwoordt, zegt "
                "niet meer hoe het ervoor was. Dan lijkt er minder te veranderen. Je kan de dagen nog aanpassen."
            )
            % {"day": day(first)},
        )


def _show(request: PersonRequest, measurement: Measurement, form: GuestForm) -> HttpResponse:
    today = timezone.localdate()
    waves = list(measurement.waves.counted())
    page = {
        "measurement": measurement,
        "edition": measurement.edition,
        # Who joins once every round is over is never asked anything.
        "still_asks": any(row.closes_on >= today for row in waves),
        "waves": [(row, list(_waiting(row)) if row.opens_on <= today else []) for row in waves],
        "guests": measurement.participants.filter(person=None).order_by("guest_name"),
        "form": form,
        "retests": retests_of(measurement),
        "today": today,
    }
    return render(request, "measurement/desk/measurement.html", page)


def retests_of(measurement: Measurement) -> list[str]:
    """Where the retests of the questionnaire were published, as far as they are used here."""
    if measurement.trust not in {Trust.ALL, Trust.RETEST}:
        return []
    return list(dict.fromkeys(norm.source for norm in retests(questionnaire_of(measurement.version))))


def with_rounds(rows: QuerySet[Measurement]) -> QuerySet[Measurement]:
    """These measurements with their rounds in order: how many were asked and how many answered."""
    return rows.prefetch_related(Prefetch("waves", queryset=Wave.objects.counted()))


def _waiting(row: Wave) -> AskedQuerySet:
    """Who was asked in this round and did not answer yet."""
    waiting = Invitation.objects.open().filter(wave=row)
    return waiting.select_related("participant__person", "participant__measurement", "wave__measurement__version")
