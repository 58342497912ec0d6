"""What keeps coming back: named in a sentence about rules and organisations, counted, let through by coaches."""

from django.db import transaction
from django.db.models import QuerySet

from tegenstroom.accounts.models import Person
from tegenstroom.accounts.roles import COACH
from tegenstroom.base import audit
from tegenstroom.dialogue.actions import looking, wiping
from tegenstroom.dialogue.actions import running as held
from tegenstroom.dialogue.models import Dialogue, Seat, Signal, SignalApproval, SignalMention
from tegenstroom.dialogue.rules.harvest import Snag, SnagError
from tegenstroom.dialogue.rules.machine import may_lead
from tegenstroom.dialogue.rules.phases import Gone, Phase
from tegenstroom.dialogue.rules.state import State

WHEN = (Phase.HARVEST, Phase.WHAT_I_DID, Phase.CLOSED)


def name_signal(*, dialogue: Dialogue, sentence: str, by: Person) -> Signal:
    """Say that something came up in this dialogue; a sentence that stands already is counted once more.

    Who leads the dialogue, or a coach of it, does, from the harvest on. Once a dialogue. It is read
    for what points at someone, also where others named it: who joins it answers for it here. Raises SnagError.
    """
    words = " ".join(sentence.split())[:240]
    # Before the transaction: nobody's writing waits for the engine.
    if given_away := looking.pointing_at_someone(words):
        raise SnagError(Snag.POINTS_AT_SOMEONE, given_away)
    return _named(dialogue, words, by)


@transaction.atomic
def _named(dialogue: Dialogue, words: str, by: Person) -> Signal:
    dialogue, state = held.hold(dialogue)
    if state.gone is not None:
        raise SnagError(Snag.OVER)
    if state.phase not in WHEN:
        raise SnagError(Snag.NOT_YET)
    if not _may_name(state, by):
        raise SnagError(Snag.NOT_FOR_YOU)
    if not words:
        raise SnagError(Snag.WORDLESS)
    signal, _made = Signal.objects.get_or_create(sentence=words, defaults={"made_by": by})
    _row, new = SignalMention.objects.get_or_create(signal=signal, dialogue=dialogue, defaults={"by": by})
    if new:
        audit.record("dialogue.signal", by=by, about=signal, dialogue=dialogue.pk)
    return signal


@transaction.atomic
def unname_signal(*, dialogue: Dialogue, signal: Signal, by: Person) -> None:
    """Take back that it came up in this dialogue; twice is once. A sentence that is named nowhere else goes.

    Who leads the dialogue, or a coach of it, does, from the harvest on and also when the time of the case is over:
    also with what another named. Raises SnagError.
    """
    dialogue, state = held.hold(dialogue)
    if state.phase not in WHEN:
        raise SnagError(Snag.NOT_YET)
    if not _may_name(state, by):
        raise SnagError(Snag.NOT_FOR_YOU)
    undo(SignalMention.objects.filter(dialogue=dialogue, signal=signal), by=by)


def undo(mentions: QuerySet[SignalMention], *, by: Person) -> None:
    """It came up no longer; who calls holds its dialogue. A sentence that is named nowhere else goes."""
    for mention in mentions.select_related("signal"):
        audit.record("dialogue.signal_unname", by=by, about=mention.signal, dialogue=mention.dialogue_id)
        wiping.wipe_mention(mention, Gone.TAKEN_BACK)


@transaction.atomic
def approve_signal(*, signal: Signal, by: Person) -> Signal:
    """A coach lets it be heard; twice is once. The first yes comes from a dialogue in which it is named.

    Raises SnagError for who is no coach, and for who may not read it yet.
    """
    audit.take_turn()
    if not by.has_role(COACH) or not _reads(signal, by):
        raise SnagError(Snag.NOT_FOR_YOU)
    _row, new = SignalApproval.objects.get_or_create(signal=signal, coach=by)
    if new:
        audit.record("dialogue.signal_approve", by=by, about=signal)
    return signal


@transaction.atomic
def take_approval_back(*, signal: Signal, by: Person) -> Signal:
    """She thought better of it; twice is once."""
    audit.take_turn()
    if approval := SignalApproval.objects.filter(signal=signal, coach=by).first():
        wiping.wipe_approval(approval, Gone.TAKEN_BACK)
        audit.record("dialogue.signal_back", by=by, about=signal)
    return signal


def _reads(signal: Signal, person: Person) -> bool:
    sits_in = Seat.objects.filter(person=person, left_at=None).values_list("dialogue", flat=True)
    return Signal.objects.filter(pk=signal.pk).read_by(sits_in).exists()


def _may_name(state: State, person: Person) -> bool:
    return may_lead(state, person.pk) or person.pk in state.coaches
