"""Her drafts: the list, beginning one, telling the story, throwing it away, and the end of the road."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from tegenstroom.accounts.access import PersonRequest
from tegenstroom.accounts.models import Person
from tegenstroom.base.access import guarded, signed_in
from tegenstroom.base.sealing import SealError
from tegenstroom.dialogue.access.cases import own_case
from tegenstroom.dialogue.access.drafts import draft_of, drafts_of, to_read_along
from tegenstroom.dialogue.actions import draft_contents, looking, second_readers
from tegenstroom.dialogue.actions import drafts as actions
from tegenstroom.dialogue.forms.drafts import NamesForm, PlainForm, StoryForm, ThemesForm
from tegenstroom.dialogue.models import RawDraft
from tegenstroom.dialogue.rules.road import Step
from tegenstroom.dialogue.views.draft_road import (
    goes,
    keeps_typed,
    leads_on,
    page_of,
    to_step,
    where_she_is,
)
from tegenstroom.library.models import Theme


def listed(person: Person) -> list[tuple[RawDraft, str]]:
    """Her drafts with their titles; one that cannot be read any longer has none."""
    found = []
    for draft in drafts_of(person):
        try:
            found.append((draft, draft_contents.title_of(draft)))
        except SealError:
            found.append((draft, ""))
    return found


@signed_in
@require_GET
def mine(request: PersonRequest) -> HttpResponse:
    """What she is writing, and what she is asked to read along."""
    page = {"drafts": listed(request.user), "readings": to_read_along(request.user)}
    return render(request, "dialogue/drafts.html", page)


@guarded(draft_of)
@require_GET
def draft(request: PersonRequest, key: UUID) -> HttpResponse:
    """Where she goes on."""
    found = draft_of(request.user, key)
    return to_step(found, where_she_is(found))


@keeps_typed
@guarded(draft_of)
@require_http_methods(["GET", "POST"])
def story(request: PersonRequest, key: UUID) -> HttpResponse:
    """The story again, as it was."""
    draft = draft_of(request.user, key)
    there = {"title": draft_contents.title_of(draft), "text": draft_contents.text_of(draft)}
    form = StoryForm(request.POST if request.method == "POST" else None, initial=there)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        looking.rewrite(draft=draft, title=given["title"], text=given["text"], by=request.user)
        return leads_on(request, draft, Step.STORY)
    page = page_of(draft, Step.STORY, form=form, has_decided=draft.findings.exclude(choice="open").exists())
    return render(request, "dialogue/draft_story.html", page)


@keeps_typed
@guarded(draft_of)
@require_http_methods(["GET", "POST"])
def names(request: PersonRequest, key: UUID) -> HttpResponse:
    """Who occurs in it. With the names we look at the story."""
    draft = draft_of(request.user, key)
    there = draft_contents.names_of(draft)
    initial = {"names": "\n".join(there or ()), "nobody": there == []}
    form = NamesForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        if given["names"] or given["nobody"]:
            looking.name(draft=draft, names=given["names"], by=request.user)
        return leads_on(request, draft, Step.NAMES)
    return render(request, "dialogue/draft_names.html", page_of(draft, Step.NAMES, form=form))


@keeps_typed
@guarded(draft_of)
@require_http_methods(["GET", "POST"])
def themes(request: PersonRequest, key: UUID) -> HttpResponse:
    """What it is about: a coach may rather not."""
    draft = draft_of(request.user, key)
    chosen_before = [theme["slug"] for theme in draft.themes]
    there = {"themes": chosen_before, "none": draft.has_no_theme, "is_heavy": draft.is_heavy}
    data = request.POST if request.method == "POST" else None
    form = ThemesForm(data, themes=list(Theme.objects.all()), initial=there)
    if request.method == "POST" and form.is_valid():
        chosen = form.chosen()
        actions.write(
            draft=draft,
            themes=[{"slug": theme.slug, "name": theme.name} for theme in chosen],
            has_no_theme=form.cleaned_data["none"],
            is_heavy=form.cleaned_data["is_heavy"] or any(theme.is_heavy for theme in chosen),
            by=request.user,
        )
        return leads_on(request, draft, Step.THEMES)
    return render(request, "dialogue/draft_themes.html", page_of(draft, Step.THEMES, form=form))


@keeps_typed
@guarded(draft_of)
@require_http_methods(["GET", "POST"])
def plain(request: PersonRequest, key: UUID) -> HttpResponse:
    """The story in plain words, for coaches. It is kept while it is too hard, and goes nowhere."""
    draft = draft_of(request.user, key)
    data = request.POST if request.method == "POST" else None
    form = PlainForm(data, initial={"plain": draft_contents.plain_of(draft)})
    is_too_hard = False
    if request.method == "POST" and form.is_valid():
        draft = actions.write(draft=draft, plain=form.cleaned_data["plain"], by=request.user)
        is_too_hard = goes(request) == "on" and not draft_contents.as_it_stands(draft).plain_holds
        if not is_too_hard:
            return leads_on(request, draft, Step.PLAIN)
    text = draft_contents.decided_text(draft)
    page = page_of(draft, Step.PLAIN, form=form, is_too_hard=is_too_hard, text=text)
    return render(request, "dialogue/draft_plain.html", page)


@guarded(draft_of)
@require_http_methods(["GET", "POST"])
def discard(request: PersonRequest, key: UUID) -> HttpResponse:
    """Throw it away at once, after one question."""
    draft = draft_of(request.user, key)
    stays = second_readers.a_no_stays(draft)
    if request.method == "POST":
        actions.discard(draft=draft, by=request.user)
        if stays:
            messages.success(request, _("Je klad is weg. Van je woorden is niets bewaard."))
        else:
            messages.success(request, _("Je klad is weg. Er is niets van bewaard."))
        return redirect("dialogue:drafts")
    return render(request, "dialogue/draft_discard.html", {"draft": draft, "stays": stays})


@guarded(own_case)
@require_GET
def sent(request: PersonRequest, key: UUID) -> HttpResponse:
    """The end of the road: the case is with the group, and the draft is gone."""
    case = own_case(request.user, key)
    return render(request, "dialogue/draft_sent.html", {"case": case})
