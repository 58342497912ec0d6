"""Calls: she asks for one, she chooses who calls, and whoever calls ticks it off."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tegenstroom.accounts.access import PersonRequest
from tegenstroom.accounts.actions import change_person
from tegenstroom.accounts.models import Person
from tegenstroom.accounts.roles import COORDINATOR, TRAINER
from tegenstroom.base.access import guarded, signed_in
from tegenstroom.coaches import access
from tegenstroom.coaches.actions import care, profiles
from tegenstroom.coaches.forms.care import CallerForm, PhoneForm
from tegenstroom.coaches.models import CareCall

SHOWN_AFTERWARDS = 20


@guarded(access.own_profile)
@require_http_methods(["GET", "POST"])
def call_me(request: PersonRequest) -> HttpResponse:
    """One number, one button. As long as nobody called, the page says that somebody will."""
    me = access.own_profile(request.user).person
    form = PhoneForm(request.POST or None, initial={"phone": me.phone})
    if form.is_valid():
        with transaction.atomic():
            change_person(person=me, by=me, phone=form.cleaned_data["phone"])
            care.ask_for_call(coach=me, by=me)
        return redirect("coaches:call_me")
    waiting = CareCall.objects.open().filter(coach=me).select_related("caller").first()
    return render(request, "coaches/care_call_me.html", {"form": form, "call": waiting, "now": timezone.now()})


@guarded(access.own_profile)
@require_http_methods(["GET", "POST"])
def my_caller(request: PersonRequest) -> HttpResponse:
    """Whom she wants to hear after a heavy day."""
    profile = access.own_profile(request.user)
    offered = Person.objects.with_role(COORDINATOR) | Person.objects.with_role(TRAINER)
    people = set(offered) | ({profile.caller} if profile.caller else set())
    by_name = sorted(people - {request.user}, key=lambda person: person.name)
    form = CallerForm(request.POST or None, people=by_name, initial={"caller": str(profile.caller_id or "")})
    if request.method == "POST" and form.is_valid():
        profiles.choose_caller(profile=profile, caller=form.chosen(), by=request.user)
        messages.success(request, _("We onthouden wie jou belt."))
        return redirect("coaches:call_me")
    return render(request, "coaches/care_caller.html", {"form": form})


@signed_in
@require_GET
def calls(request: PersonRequest) -> HttpResponse:
    """The calls that she was asked to make. Whoever coordinates finds all of them at the desk."""
    if request.user.has_role(COORDINATOR):
        return redirect("coaches:desk_calls")
    mine = access.calls_of(request.user).open()
    return render(request, "coaches/care_calls.html", {"calls": mine, "now": timezone.now()})


@guarded(access.calls_at_desk)
@require_GET
def desk_calls(request: PersonRequest) -> HttpResponse:
    """Every call that is still owed, the latest first; and the last ones that were made."""
    everything = access.calls_at_desk(request.user)
    made = everything.exclude(made_at=None).select_related("made_by").order_by("-made_at")
    seen = {"calls": everything.open(), "made": made[:SHOWN_AFTERWARDS], "now": timezone.now()}
    return render(request, "coaches/desk/coach_calls.html", seen)


@guarded(access.call_to_make)
@require_POST
def call_made(request: PersonRequest, pk: int) -> HttpResponse:
    """She was called."""
    call = care.made(call=access.call_to_make(request.user, pk), by=request.user)
    messages.success(request, _("Gebeld met %(name)s. Dank je wel.") % {"name": call.coach.short_name})
    return redirect("coaches:calls")
