"""When someone is erased: all that she said, named and brought goes, as when she takes it back herself."""

from django.db import transaction
from django.db.models import Q

from tegenstroom.accounts.models import Person
from tegenstroom.base import audit
from tegenstroom.dialogue.actions import wiping
from tegenstroom.dialogue.models import (
    Case,
    Dialogue,
    Dictation,
    InsightVoice,
    RawDraft,
    Recognised,
    Signal,
    SignalApproval,
    SignalMention,
    Word,
)
from tegenstroom.dialogue.rules.phases import Gone


def is_in_a_running_dialogue(person: int) -> bool:
    """Whether a dialogue runs in which she sits, which she leads, or of which the case is hers."""
    sits = Q(seats__person=person, seats__left_at=None)
    return Dialogue.objects.running().filter(sits | Q(facilitator=person) | Q(case__writer=person)).exists()


@transaction.atomic
def take_all_back(*, person: Person) -> None:
    """Destroy her drafts, her cases with all that was said of them, her words and her lines of lessons.

    What second readers said of her drafts goes along.
    The sentences for policy that she named count no more, and her yes to one no longer holds: nobody is left to
    take either back.
    """
    audit.take_turn()
    spoke = Q(words__speaker=person) | Q(dictations__speaker=person) | Q(signals__by=person)
    touched = spoke | Q(case__writer=person)
    list(
        Dialogue.objects.filter(pk__in=Dialogue.objects.filter(touched).values("pk")).select_for_update(
            no_key=True
        )
    )
    for draft in RawDraft.objects.filter(writer=person):
        wiping.wipe_draft(draft, Gone.WITHDRAWN)
    Recognised.objects.filter(writer=person).delete()
    for case in Case.objects.filter(writer=person, gone_at=None):
        wiping.wipe_case(case, Gone.WITHDRAWN)
    for dictation in Dictation.objects.filter(speaker=person):
        wiping.wipe_dictation(dictation, Gone.TAKEN_BACK)
    for word in Word.objects.filter(speaker=person):
        wiping.wipe_word(word, Gone.TAKEN_BACK)
    for voice in InsightVoice.objects.filter(speaker=person, gone_at=None):
        wiping.wipe_voice(voice, Gone.TAKEN_BACK)
    for mention in SignalMention.objects.filter(by=person):
        wiping.wipe_mention(mention, Gone.TAKEN_BACK)
    Signal.objects.filter(made_by=person).update(made_by=None)
    for approval in SignalApproval.objects.filter(coach=person):
        wiping.wipe_approval(approval, Gone.TAKEN_BACK)
