"""Making a story unrecognisable, page by page; and reading along with someone who does."""

from django.urls import path

from tegenstroom.dialogue.rules.road import Step
from tegenstroom.dialogue.views import draft_checks, draft_findings, drafts

HERS = "gesprekken/concepten/<uuid:key>"

urlpatterns = [
    path("gesprekken/concepten/", drafts.mine, name="drafts"),
    path(f"{HERS}/", drafts.draft, name="draft"),
    path(f"{HERS}/{Step.STORY}/", drafts.story, name="draft_story"),
    path(f"{HERS}/{Step.NAMES}/", drafts.names, name="draft_names"),
    path(f"{HERS}/{Step.FINDINGS}/", draft_findings.findings, name="draft_findings"),
    path(f"{HERS}/{Step.MARKS}/", draft_findings.marks, name="draft_marks"),
    path(f"{HERS}/{Step.QUESTIONS}/", draft_checks.questions, name="draft_questions"),
    path(f"{HERS}/{Step.DETAILS}/", draft_checks.details, name="draft_details"),
    path(f"{HERS}/{Step.DETAILS}/lezer/", draft_checks.reader, name="draft_reader"),
    path(f"{HERS}/{Step.THEMES}/", drafts.themes, name="draft_themes"),
    path(f"{HERS}/{Step.PLAIN}/", drafts.plain, name="draft_plain"),
    path(f"{HERS}/{Step.LAST}/", draft_checks.last, name="draft_last"),
    path(f"{HERS}/weg/", drafts.discard, name="draft_discard"),
    path(f"{HERS}/verstuurd/", drafts.sent, name="draft_sent"),
    path(f"{HERS}/tweede-lezer/", draft_checks.reading, name="second_reading"),
]
