"""Whether someone else must agree with a draft, why, and who said what: as its writer sees it."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tegenstroom.accounts.models import Person
from tegenstroom.dialogue.actions import draft_contents, second_readers
from tegenstroom.dialogue.actions.drafts import most_fine
from tegenstroom.dialogue.forms.drafts import ReaderForm
from tegenstroom.dialogue.models import RawDraft, SecondReader
from tegenstroom.dialogue.rules import drafts as rules
from tegenstroom.dialogue.rules.drafts import Cause


def asked_of(draft: RawDraft) -> dict[str, object]:
    """Why someone must agree, who was asked and what she said; `causes` is empty when nobody must."""
    asked = SecondReader.objects.filter(draft=draft).select_related("person").first()
    stands = draft_contents.as_it_stands(draft)
    return {
        "causes": why(draft, stands),
        "asked": asked,
        "anew": asked is not None and second_readers.must_be_asked_anew(asked),
    }


def to_ask(draft: RawDraft) -> dict[str, object]:
    """Whom she can ask; and what must be mended before."""
    people = second_readers.candidates(draft)
    asked = SecondReader.objects.filter(draft=draft).values_list("person", flat=True).first()
    return {"people": people, "ask_form": ReaderForm(people=people, initial={"person": asked})}


def why(draft: RawDraft, stands: rules.Draft) -> list[str]:
    """In a sentence each, why someone else must agree."""
    return [_sentence(cause, draft, stands) for cause in rules.causes(stands, most_fine=most_fine())]


def _sentence(cause: Cause, draft: RawDraft, stands: rules.Draft) -> str:
    match cause:
        case Cause.RECOGNISED:
            return recognised(draft)
        case Cause.TOO_FINE:
            fine = len(set(stands.fine))
            sentence = ngettext("Er blijft %(n)d ding juist staan.", "Er blijven %(n)d dingen juist staan.", fine)
            return sentence % {"n": fine}
        case Cause.ANSWER:
            return _("Je zei ja op een van de vijf vragen.")


def recognised(draft: RawDraft) -> str:
    """Who knew someone by what she wrote, here or in a draft before this one."""
    here, before = second_readers.who_recognised(draft)
    said = []
    if here:
        said.append(_("%(names)s las het na en herkende iemand.") % {"names": _names(here)})
    if before:
        said.append(_("%(names)s las een vorig klad van je na en herkende iemand.") % {"names": _names(before)})
    return " ".join(said)


def _names(people: list[Person]) -> str:
    return ", ".join(sorted(person.name for person in people))
