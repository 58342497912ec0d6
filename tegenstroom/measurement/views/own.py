"""What only she reads: her result, what she said yes to, and taking it back."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_GET, require_http_methods

from tegenstroom.accounts.access import PersonRequest
from tegenstroom.base.access import by_link, guarded, signed_in
from tegenstroom.base.sealing import SealError
from tegenstroom.base.shells import shell
from tegenstroom.measurement import access
from tegenstroom.measurement.actions import consents
from tegenstroom.measurement.actions.answering import can_answer
from tegenstroom.measurement.doors import Door, door_of, own_token, reading_door_of
from tegenstroom.measurement.models import Invitation
from tegenstroom.measurement.models.registry import questionnaire_by, questionnaire_of
from tegenstroom.measurement.results import LENGTH, drawn, own_result
from tegenstroom.measurement.rules.consent import Purpose, Read
from tegenstroom.measurement.views.answering import has_page, hash_or_404


@signed_in
@require_GET
def mine(request: PersonRequest) -> HttpResponse:
    """What she is asked now, and what she answered."""
    rows = list(access.invitations_of(request.user))
    answered = [(row, _gives_result(row)) for row in rows if row.done]
    page = {
        "asked": [row for row in rows if not row.done and can_answer(row.wave)],
        "answered": [row for row, with_result in answered if with_result],
        "without_result": [row for row, with_result in answered if not with_result],
    }
    return render(request, "measurement/mine.html", page)


@guarded(access.own_invitation)
@require_GET
def one(request: PersonRequest, pk: int) -> HttpResponse:
    """From her own page to the same questions as behind the link in her letter."""
    invitation = access.own_invitation(request.user, pk)
    return redirect("measurement:begin", own_token(invitation))


@by_link
@require_GET
def result(request: HttpRequest, token: str) -> HttpResponse:
    """Her own scores in words and as bars. Whoever came from paper reads this round alone."""
    door = reading_door_of(token)
    questionnaire = questionnaire_of(door.invitation.wave.measurement.version)
    language = get_language() or "nl"
    try:
        found = own_result(door.invitation, questionnaire, language, only_this=not door.reads)
    except SealError as error:
        raise Http404 from error
    if not found.rounds:
        return redirect("measurement:begin", token) if door.reads else _gone(request)
    lines, figures = drawn(found.lines)
    shown = {"lines": lines, "width": LENGTH, "first": found.rounds == 1, "validated": found.validated}
    shown |= {"reads": door.reads, "title": _title(door.invitation), "scored": bool(questionnaire.scales)}
    shown["has_page"] = has_page(request, door)
    return shell(request, "measurement/result.html", shown, hers={"token": token, **figures})


@by_link
@require_http_methods(["GET", "POST"])
def uses(request: HttpRequest, token: str) -> HttpResponse:
    """To what she says yes, with the words she read; a button for each."""
    door = _hers(token)
    measurement, code_hash = door.invitation.wave.measurement, hash_or_404(door)
    if request.method == "POST":
        is_over = _change(request, door, code_hash)
        return _gone(request) if is_over else redirect("measurement:uses", token)
    rows = consents.all_of(measurement, code_hash)
    here = [row for row in rows if row.taken_back_in is None and row.renewed_in is None]
    old, language = consents.old_words_of(measurement, code_hash), get_language() or "nl"
    standing = {row.purpose for row in here} - old
    open_ones = [
        (consents.newest(each, language), each in old) for each in measurement.purposes if each not in standing
    ]
    page = {
        "rows": here,
        "taken_back": [row for row in rows if row.taken_back_in is not None],
        # With nothing left to use there is nothing to say yes to: she begins anew.
        "open_ones": open_ones if here else [],
        "token": token,
        "title": _title(door.invitation),
    }
    return render(request, "measurement/uses.html", page)


@by_link
@require_http_methods(["GET", "POST"])
def taking_back(request: HttpRequest, token: str) -> HttpResponse:
    """All her answers go, of every round; then a page that says so."""
    door = _hers(token)
    if request.method == "POST":
        consents.take_all_back(
            measurement=door.invitation.wave.measurement,
            code_hash=hash_or_404(door),
            participant=door.invitation.participant,
        )
        return _gone(request)
    page = {"token": token, "title": _title(door.invitation)}
    return render(request, "measurement/taking_back.html", page)


def _hers(token: str) -> Door:
    """A door of her own; what was on paper opens none."""
    door = door_of(token)
    if not door.reads:
        raise Http404
    return door


def _change(request: HttpRequest, door: Door, code_hash: str) -> bool:
    """Take one yes back, or give one that was open; whether the last one went now."""
    measurement = door.invitation.wave.measurement
    for action in ("back", "yes"):
        purpose = request.POST.get(action)
        if purpose not in set(measurement.purposes):
            continue
        if action == "back":
            was_there = consents.take_back(
                measurement=measurement,
                code_hash=code_hash,
                purpose=Purpose(purpose),
                participant=door.invitation.participant,
            )
            return was_there and not consents.standing_of(measurement, code_hash)
        if consents.standing_of(measurement, code_hash):
            language = get_language() or "nl"
            consents.give(
                measurement=measurement,
                code_hash=code_hash,
                purposes=[Purpose(purpose)],
                read=Read.HERSELF,
                language=language,
            )
    return False


def _gives_result(row: Invitation) -> bool:
    """Whether a number comes of these questions."""
    version = row.wave.measurement.version
    return bool(questionnaire_by(version.pk, version.digest).scales)


def _gone(request: HttpRequest) -> HttpResponse:
    return render(request, "measurement/gone.html")


def _title(invitation: Invitation) -> str:
    return invitation.wave.measurement.group_title
