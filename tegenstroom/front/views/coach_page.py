"""The page of a coach, on her phone and on paper."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tegenstroom.accounts.access import PersonRequest
from tegenstroom.base import audit, letters, papers, pdf
from tegenstroom.base.access import guarded
from tegenstroom.coaches.access import own_profile, profile_at_desk
from tegenstroom.front import coach, mine

KIND, TEMPLATE = "coach_page", "front/emails/coach_page"


def coach_page(request: PersonRequest) -> HttpResponse:
    """Today or what comes next, first; my_page shows this to who is a coach."""
    page = {"coach": coach.page_of(request.user), "mine": mine.page_of(request.user, as_coach=True)}
    return render(request, "front/coach_page.html", page)


@guarded(own_profile)
def on_paper(request: PersonRequest) -> HttpResponse:
    """The same as a letter that she prints or lets someone print."""
    person = own_profile(request.user).person
    letter = letters.unsent(
        kind=KIND, template=TEMPLATE, to=person, about=person, context={"coach": coach.page_of(person)}
    )
    return pdf.answer(papers.letters([letter], by=request.user), "mijn-pagina.pdf")


@require_POST
@guarded(profile_at_desk)
def by_post(request: PersonRequest, pk: int) -> HttpResponse:
    """The desk sends a coach her page, by mail or by post, as she gets all her letters."""
    person = profile_at_desk(request.user, pk).person
    letters.write(kind=KIND, template=TEMPLATE, to=person, about=person, context={"coach": coach.page_of(person)})
    audit.record("coaches.send_page", by=request.user, about=person)
    messages.success(request, _("De brief staat klaar bij Brieven."))
    return redirect("coaches:desk_coach", pk)
