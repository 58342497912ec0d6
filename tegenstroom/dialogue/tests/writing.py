"""A writer at the pages of her draft, without a browser: she sends forms and sees where they lead."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from django.conf import settings
from django.http import HttpResponse
from django.test import Client
from django.urls import resolve, reverse

from tegenstroom.dialogue.actions import draft_contents, drafts
from tegenstroom.dialogue.models import DraftFinding, RawDraft
from tegenstroom.dialogue.rules.drafts import Question, Source
from tegenstroom.dialogue.tests.factories import Group


@dataclass
class Writer:
    """She and her draft. `page` is what the last answer showed."""

    client: Client
    key: UUID
    page: str = ""
    status: int = 0
    questions = tuple(map(str, Question))

    @property
    def draft(self) -> RawDraft:
        """As it is now."""
        return RawDraft.objects.get(pk=self.key)

    def address(self, name: str) -> str:
        """The address of one of her pages."""
        return reverse(f"dialogue:draft_{name}", args=[self.key])

    def get(self, name: str, query: str = "") -> str:
        """A page as she sees it."""
        return self._seen(self.client.get(self.address(name) + query))

    def follow(self, name: str) -> str:
        """Where a page sends her on to; empty where it shows itself."""
        return self._leads_to(self.client.get(self.address(name)))

    def post(self, name: str, query: str = "", **fields: Any) -> str:
        """Send a form: the name of the page that follows, or empty when the same page came back."""
        return self._leads_to(self.client.post(self.address(name) + query, fields))

    def goes_on(self) -> str:
        """The page on which she goes on."""
        return self._leads_to(self.client.get(reverse("dialogue:draft", args=[self.key])))

    def tell(self, text: str, *, names: str = "", title: str = "Een titel") -> None:
        """Write a story with its names, so that it is looked at."""
        self.post("story", title=title, text=text)
        self.post("names", **({"names": names} if names else {"nobody": "on"}))

    def rows(self, source: Source = Source.ENGINE) -> list[DraftFinding]:
        """What was found, in the order of the text."""
        return list(self.draft.findings.filter(source=source).order_by("start"))

    def words(self, row: DraftFinding) -> str:
        """The words of a finding."""
        return draft_contents.text_of(self.draft)[row.start : row.end]

    def decide(self, name: str, *, choice: str, query: str = "", **given: str) -> str:
        """Choose the same for each row of a page of eight, with what is proposed, and go on."""
        source = Source.WRITER if name == "marks" else Source.ENGINE
        fields: dict[str, str] = {}
        for row in self.rows(source):
            fields |= self.row(row, choice, **given)
        return self.post(name, query, **fields)

    def row(self, row: DraftFinding, choice: str, **given: str) -> dict[str, str]:
        """The fields of one row as its page fills them in, and what she changes."""
        line = draft_contents.NO_STAND_IN | draft_contents.stand_ins_of(self.draft).get(str(row.pk), {})
        filled = {"choice": choice, "replace": line["replacement"], "generalise": line["generalisation"]} | given
        return {f"{row.pk}-{name}": words for name, words in filled.items()}

    def _seen(self, response: HttpResponse) -> str:
        self.status, self.page = response.status_code, response.content.decode()
        return self.page

    def _leads_to(self, response: HttpResponse) -> str:
        self._seen(response)
        if response.status_code != 302:
            return ""
        name = resolve(response.headers["Location"].partition("?")[0].partition("#")[0]).url_name
        return str(name).removeprefix("draft_")


def writer_of(client: Client, who: Group) -> Writer:
    """The writer of a group, logged in, with an empty draft."""
    client.force_login(who.writer, backend=settings.AUTHENTICATION_BACKENDS[-1])
    begun = drafts.begin(circle=who.circle, key=uuid4(), by=who.writer)
    return Writer(client, begun.pk)
