"""The queue of letters at the desk: what waits, what left, what failed, what must still be printed."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from tegenstroom.accounts.access import PersonRequest
from tegenstroom.base import letters as post
from tegenstroom.base import links, papers, pdf
from tegenstroom.base.access import guarded
from tegenstroom.base.downloads import download
from tegenstroom.base.enclosures import NothingToEncloseError
from tegenstroom.base.models import Letter
from tegenstroom.base.models.letters import LetterQuerySet
from tegenstroom.front import access
from tegenstroom.front.forms import LetterFilter, PaperBatch
from tegenstroom.front.subjects import subject_page

A_PAGE = 50


@guarded(access.letters_at_desk)
def letters(request: PersonRequest) -> HttpResponse:
    """All letters, newest first, and the paper that waits."""
    everything = access.letters_at_desk(request.user)
    shown = LetterFilter(request.GET)
    found = shown.of(everything)
    page = Paginator(found.order_by("-pk"), A_PAGE).get_page(request.GET.get("page"))
    waiting = shown.of_subject(everything).on_paper()
    return render(
        request,
        "front/letters.html",
        {
            "page": page,
            "filter": shown,
            "about": subject_page(shown.subject),
            "person": shown.person,
            "waiting": waiting.count(),
            "batch": PaperBatch.up_to_now(waiting, shown.subject),
            "failed": everything.filter(state=Letter.State.FAILED).count(),
        },
    )


@guarded(access.letter_at_desk)
def letter(request: PersonRequest, pk: int) -> HttpResponse:
    """One letter as it was written; a personal link stays with the person who got it."""
    row = access.letter_at_desk(request.user, pk)
    body = links.hidden(row.body)
    shown = {"letter": row, "body": body, "hidden": body != row.body, "about": subject_page(row.about)}
    return render(request, "front/letter.html", shown)


@require_POST
@guarded(access.letter_at_desk)
def retry(request: PersonRequest, pk: int) -> HttpResponse:
    """A new row of tries for a letter that failed."""
    row = access.letter_at_desk(request.user, pk)
    if post.retry(row, by=request.user):
        messages.success(request, _("De brief staat opnieuw in de wachtrij. Hij vertrekt zo meteen."))
    else:
        messages.info(request, _("Deze brief was al opnieuw in de wachtrij gezet of verstuurd."))
    return redirect("front:letter", pk)


@require_POST
@guarded(access.letter_at_desk)
def on_paper(request: PersonRequest, pk: int) -> HttpResponse:
    """A mail that failed goes by post."""
    row = access.letter_at_desk(request.user, pk)
    if post.to_paper(row, by=request.user):
        messages.success(request, _("De brief wacht nu op papier. Druk hem af en stuur hem op."))
    else:
        messages.info(request, _("Deze brief was al opnieuw in de wachtrij gezet of verstuurd."))
    return redirect("front:letter", pk)


@guarded(access.paper_at_desk)
def paper(request: PersonRequest, pk: int) -> HttpResponse:
    """One letter on paper, with what goes along; looking changes nothing of it."""
    row = access.paper_at_desk(request.user, pk)
    try:
        return pdf.answer(papers.letters([row], by=request.user), f"brief-{row.pk}.pdf")
    except NothingToEncloseError:
        messages.info(request, _("Wat bij deze brief hoort, is weg. Hij hoeft niet meer te vertrekken."))
        return redirect("front:letter", pk)


@require_POST
@guarded(access.paper_at_desk)
def posted(request: PersonRequest, pk: int) -> HttpResponse:
    """This one was printed and posted."""
    row = access.paper_at_desk(request.user, pk)
    return _posted(request, Letter.objects.filter(pk=row.pk), "front:letter", row.pk)


@require_POST
@guarded(access.paper_at_desk)
def handed_over(request: PersonRequest, pk: int) -> HttpResponse:
    """Someone gave this one to its reader."""
    row = access.paper_at_desk(request.user, pk)
    if post.posted(Letter.objects.filter(pk=row.pk), by_hand=True, by=request.user):
        messages.success(request, _("De brief is afgegeven. Dat staat er nu bij."))
    return redirect("front:letter", pk)


@guarded(access.letter_at_desk)
def attachment(request: PersonRequest, pk: int, file: int) -> HttpResponse:
    """A file that goes with a letter."""
    row = access.letter_at_desk(request.user, pk)
    found = get_object_or_404(row.attachments.all(), pk=file)
    return download(bytes(found.content), found.content_type, found.name)


@guarded(access.letters_at_desk)
def all_papers(request: PersonRequest) -> HttpResponse:
    """All waiting paper letters of a batch as one PDF; looking changes nothing."""
    batch = PaperBatch(request.GET)
    rows = list(batch.of(access.letters_at_desk(request.user)).order_by("pk"))
    try:
        return pdf.answer(papers.letters(rows, by=request.user), "brieven.pdf")
    except NothingToEncloseError:
        messages.info(request, _("Er wachten geen brieven meer op papier."))
        return redirect("front:letters")


@require_POST
@guarded(access.letters_at_desk)
def all_posted(request: PersonRequest) -> HttpResponse:
    """The letters of this batch were printed and posted; what was written since then still waits."""
    rows = PaperBatch(request.POST).of(access.letters_at_desk(request.user))
    return _posted(request, rows, "front:letters")


def _posted(request: PersonRequest, rows: LetterQuerySet, then: str, *args: int) -> HttpResponse:
    count = post.posted(rows, by=request.user)
    sentence = ngettext(
        "%(count)s brief staat nu als verstuurd.", "%(count)s brieven staan nu als verstuurd.", count
    )
    messages.success(request, sentence % {"count": count})
    return redirect(then, *args)
