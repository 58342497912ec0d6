"""Groups that speak about cases, in the states that someone meets at some moments only."""

from datetime import timedelta
from uuid import uuid4

from django.urls import reverse
from django.utils import timezone

from tegenstroom.accounts.models import Person
from tegenstroom.accounts.roles import TRAINER
from tegenstroom.accounts.tests.factories import PersonFactory
from tegenstroom.coaches.tests.factories import coach
from tegenstroom.dialogue import doors
from tegenstroom.dialogue.actions import circles, dialogues, dictation, leaving, lessons, signals
from tegenstroom.dialogue.actions.speaking import Spoken
from tegenstroom.dialogue.models import Case, Dialogue, Insight, InsightVoice, Seat, Word
from tegenstroom.dialogue.rules.phases import Field, Part, Phase
from tegenstroom.dialogue.tests.factories import Group, case, dialogue, prepare, say
from tests.support import rooms
from tests.support.crawl import Walk
from tests.support.network import Network


def begin(network: Network) -> Group:
    """A supervision in which Pim brought cases: one that coaches read now, one that waits, one that is gone."""
    prepare()
    vera, cas = network.person("Vera Verzonnen"), network.person("Cas Coachmans")
    circle = circles.of_supervision(title="Supervisie op woensdag", by=vera)
    toon, odile = network.person("Toon Trainaers"), network.person("Odile Onderzoekx")
    guide = PersonFactory(roles=[TRAINER])
    who = Group(circle, [cas, coach()], [network.person("Pim Deelnemans")], toon, odile, guide)
    parts = [*((one, Part.COACH) for one in who.coaches), (who.writer, Part.PROFESSIONAL)]
    for person, part in (*parts, (toon, Part.TRAINER), (guide, Part.TRAINER), (odile, Part.RESEARCHER)):
        circles.agree(member=circles.invite(circle=circle, person=person, part=part, by=vera), by=person)
    for brought in (case(who), case(who), case(who, title="Een brief die niemand las")):
        of = dialogues.open_dialogue(circle=circle, case=brought, facilitator=guide, by=toon)
        dialogues.start_preparation(dialogue=of, by=toon)
    leaving.veto(dialogue=of, by=cas)
    _hand_over(rooms.things_of(who)[0]["lesson"], by=toon)
    rooms.things_of(who)
    _speak_and_stop(who, cas)
    case(who)
    other = circles.of_supervision(title="Supervisie op vrijdag", by=vera)
    for person, part in (*parts[:1], (toon, Part.TRAINER)):
        circles.invite(circle=other, person=person, part=part, by=vera)
    return who


def _speak_and_stop(who: Group, coach: Person) -> None:
    """She spoke twice for somebody to type, and once that is done; she stopped where words of hers stand.

    There she also named a sentence for policy.
    """
    of = dialogue(who, phase=Phase.ROUND_ONE)
    spoken = Spoken(rooms.OPUS, seconds=3)
    dictation.hand_over(dialogue=of, key=uuid4(), spoken=spoken, by=coach)
    typed = dictation.hand_over(dialogue=of, key=uuid4(), spoken=spoken, by=coach)
    dictation.keep_text(dictation=typed, text="Ik durfde de deur niet open te doen.", by=who.trainer)
    left = dialogue(who, phase=Phase.HARVEST)
    say(left, coach, "Ik ken dat.", field=Field.TAKE_ALONG)
    signals.name_signal(dialogue=left, sentence="Wie een afspraak wil, wacht weken.", by=coach)
    leaving.stop(dialogue=left, by=coach)


def _hand_over(lesson: int, *, by: Person) -> None:
    """A lesson to which every voice said yes: whose words stand in it takes them back on a page of her own."""
    made = Insight.objects.get(pk=lesson)
    for line in made.voices.select_related("speaker"):
        lessons.say_yes(voice=line, by_name="", by=line.speaker)
    lessons.hand_over(insight=made, by=by)


def behind_letters(network: Network) -> list[str]:
    """Telling what one did, and a yes to words of one's own, for who holds the letter."""
    pim = network.person("Pim Deelnemans")
    seat = Seat.objects.filter(person=pim, dialogue__phase=Phase.WHAT_I_DID, left_at=None).latest("pk")
    line = InsightVoice.objects.filter(speaker=pim, said_yes_at=None, gone_at=None).latest("insight__made_at")
    return [url.removeprefix(network.address) for url in (doors.done_url(seat), doors.lesson_url(line))]


def _words_of_a_lesson(walk: Walk, network: Network) -> None:
    """A lesson that waits for her yes: her own line, another's, and the words of the harvest that it came from."""
    cas = network.person("Cas Coachmans")
    hers = InsightVoice.objects.filter(speaker=cas, said_yes_at=None, gone_at=None).latest("insight__made_at")
    other = hers.insight.voices.exclude(speaker=cas).first()
    harvest = Word.objects.filter(dialogue=hers.insight.dialogue, phase=Phase.HARVEST).exclude(speaker=cas).first()
    walk.visit(
        [
            reverse("dialogue:line", args=[hers.pk]),
            reverse("dialogue:line_back", args=[hers.pk]),
            reverse("dialogue:line_veto", args=[other.pk]),
            reverse("dialogue:lesson_veto", args=[hers.insight_id]),
            reverse("dialogue:word_veto", args=[harvest.pk]),
        ]
    )


def of_a_coach(walk: Walk, network: Network) -> None:
    """What is not there any more, and the pages on which she ends something."""
    _words_of_a_lesson(walk, network)
    gone = Dialogue.objects.filter(withdrawn_at__isnull=False).latest("pk")
    page = walk.visitor.page
    answer = page.goto(walk.visitor.address + reverse("dialogue:case", args=[gone.pk]))
    assert answer is not None
    assert answer.status == 410
    walk.look(answer.text())


def of_a_trainer(walk: Walk) -> None:
    """A dialogue that may go on, and one that waits for its preparation."""
    first, second = Dialogue.objects.running().filter(circle__title="Supervisie op woensdag").order_by("pk")[:2]
    Dialogue.objects.filter(pk=first.pk).update(own_group_from=timezone.now() - timedelta(hours=1))
    Dialogue.objects.filter(pk=second.pk).update(own_group_from=None)
    walk.visit(reverse("dialogue:course", args=[of.pk]) for of in (first, second))
    waits = Case.objects.standing().filter(circle=first.circle, dialogue=None).latest("confirmed_at")
    walk.visit([reverse("dialogue:circle_opening", args=[first.circle.pk, waits.pk])])
