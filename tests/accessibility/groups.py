"""Groups that speak about cases, in the states that someone meets at some moments only."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from tegenstroom.coaches.tests.factories import coach
from tegenstroom.dialogue.actions import circles, dialogues, leaving
from tegenstroom.dialogue.models import Dialogue
from tegenstroom.dialogue.rules.phases import Part
from tegenstroom.dialogue.tests.factories import Group, case, prepare
from tests.support.crawl import Walk
from tests.support.network import Network


def begin(network: Network) -> Group:
    """A supervision in which Pim brought cases: one that coaches read now, one that waits, one that is gone."""
    prepare()
    vera, cas = network.person("Vera Verzonnen"), network.person("Cas Coachmans")
    circle = circles.of_supervision(title="Supervisie op woensdag", by=vera)
    toon, odile = network.person("Toon Trainaers"), network.person("Odile Onderzoekx")
    who = Group(circle, [cas, coach()], [network.person("Pim Deelnemans")], toon, odile)
    parts = [*((one, Part.COACH) for one in who.coaches), (who.writer, Part.PROFESSIONAL)]
    for person, part in (*parts, (toon, Part.TRAINER), (odile, Part.RESEARCHER)):
        circles.agree(member=circles.invite(circle=circle, person=person, part=part, by=vera), by=person)
    for brought in (case(who), case(who), case(who, title="Een brief die niemand las")):
        of = dialogues.open_dialogue(circle=circle, case=brought, facilitator=toon, by=toon)
        dialogues.start_preparation(dialogue=of, by=toon)
    leaving.veto(dialogue=of, by=cas)
    case(who)
    other = circles.of_supervision(title="Supervisie op vrijdag", by=vera)
    for person, part in (*parts[:1], (toon, Part.TRAINER)):
        circles.invite(circle=other, person=person, part=part, by=vera)
    return who


def of_a_coach(walk: Walk) -> None:
    """What is not there any more, and the pages on which she ends something."""
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
