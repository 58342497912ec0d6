"""A sentence for policy stays in its dialogue until a coach who was there lets it out; it points at no one."""

import pytest

from tegenstroom.base import export
from tegenstroom.coaches.tests.factories import coach as other_coach
from tegenstroom.dialogue.actions import signals
from tegenstroom.dialogue.models import Dialogue, Signal
from tegenstroom.dialogue.rules.harvest import Snag, SnagError
from tegenstroom.dialogue.rules.phases import Phase
from tegenstroom.dialogue.tests.factories import Group, dialogue, group
from tegenstroom.dialogue.tests.pages import page, send

pytestmark = pytest.mark.django_db

WAIT = "Wie een afspraak wil, wacht weken."


@pytest.fixture
def who() -> Group:
    return group()


@pytest.fixture
def harvest(who: Group) -> Dialogue:
    return harvested(who)


def harvested(who: Group) -> Dialogue:
    """A dialogue that may name a signal; how it came there is another test's subject."""
    of = dialogue(who)
    Dialogue.objects.filter(pk=of.pk).update(phase=Phase.HARVEST)
    of.refresh_from_db()
    return of


@pytest.mark.slow
def test_a_coach_of_another_group_reads_it_after_a_yes_from_inside(who: Group, harvest: Dialogue) -> None:
    elsewhere, outsider = group(), other_coach()
    other = harvested(elsewhere)
    signal = signals.name_signal(dialogue=harvest, sentence=WAIT, by=who.trainer)
    assert WAIT in page(who.coaches[0], "my_signals")
    assert WAIT not in page(outsider, "my_signals")
    assert send(outsider, "signal_approval", signal.pk, answer="yes").status_code == 404
    with pytest.raises(SnagError, match=Snag.NOT_FOR_YOU):
        signals.approve_signal(signal=signal, by=outsider)
    assert WAIT not in page(elsewhere.trainer, "room_signals", other.pk)
    send(who.coaches[0], "signal_approval", signal.pk, answer="yes")
    assert WAIT in page(outsider, "my_signals")
    assert WAIT in page(elsewhere.trainer, "room_signals", other.pk)
    send(outsider, "signal_approval", signal.pk, answer="yes")
    assert outsider in [approval.coach for approval in signal.approvals.all()]
    assert WAIT in str(export.as_json(outsider))
    # Who was there thinks better of it: it goes back inside, for who said yes after her too.
    send(who.coaches[0], "signal_approval", signal.pk, answer="no")
    assert WAIT not in page(outsider, "my_signals")
    assert WAIT not in page(elsewhere.trainer, "room_signals", other.pk)
    assert WAIT not in str(export.as_json(outsider))


def test_a_sentence_that_its_dialogue_took_back_is_let_out_anew_where_it_still_stands(
    who: Group, harvest: Dialogue
) -> None:
    elsewhere = group()
    other = harvested(elsewhere)
    signal = signals.name_signal(dialogue=harvest, sentence=WAIT, by=who.trainer)
    signals.approve_signal(signal=signal, by=who.coaches[0])
    signals.name_signal(dialogue=other, sentence=WAIT, by=elsewhere.trainer)
    signals.unname_signal(dialogue=harvest, signal=signal, by=who.trainer)
    assert not Signal.objects.read_by(()).exists()
    signals.approve_signal(signal=signal, by=elsewhere.coaches[0])
    assert Signal.objects.read_by(()).exists()


@pytest.mark.slow
@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("Bij mevrouw Peeters belde niemand.", "Peeters"),
        ("Bel 0470 12 34 56, daar antwoordt niemand.", "0470 12 34 56"),
        ("Mail naar an@peeters.be komt terug.", "an@peeters.be"),
        ("Met 85.07.30-033.28 vind je niets.", "85.07.30-033.28"),
        ("In de Kerkstraat 12 wacht men weken.", "Kerkstraat 12"),
    ],
)
def test_what_points_at_someone_is_named_at_the_field_and_goes_nowhere(
    who: Group, harvest: Dialogue, sentence: str, words: str
) -> None:
    read = send(who.trainer, "room_signals", harvest.pk, sentence=sentence).content.decode()
    assert "Haal dit eruit: " in read
    assert words in read.split("Haal dit eruit: ")[1].split("Het kan iemand herkenbaar maken.")[0]
    assert not Signal.objects.exists()


@pytest.mark.parametrize("sentence", ["Het OCMW van Diksmuide antwoordt traag.", "Het Groeipakket komt te laat."])
def test_a_sentence_about_an_organisation_is_named(who: Group, harvest: Dialogue, sentence: str) -> None:
    assert signals.name_signal(dialogue=harvest, sentence=sentence, by=who.trainer).sentence == sentence
