"""New words of consent between two rounds: she is asked anew, and her answers serve what she agreed to."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains

from tegenstroom.accounts.tests.factories import PersonFactory
from tegenstroom.base.models import Letter
from tegenstroom.measurement import codes
from tegenstroom.measurement.actions import answering, consents, paper, settling
from tegenstroom.measurement.doors import own_token, paper_token
from tegenstroom.measurement.matrix import TooFewError, matrix
from tegenstroom.measurement.models import Consent, Invitation, Measurement, Sheet, Wave, Wording
from tegenstroom.measurement.rules.consent import Purpose, Read, covers, not_covered, old_words, with_yes
from tegenstroom.measurement.rules.waves import Moment
from tegenstroom.measurement.tests.factories import answered, invited, measurement, released

BOTH = (Purpose.GROUP, Purpose.RESEARCH)


def test_words_are_old_when_newer_ones_hold() -> None:
    first, later = date(2026, 1, 1), date(2026, 6, 1)
    said = {Purpose.GROUP: first, Purpose.RESEARCH: later}
    assert old_words(said, dict.fromkeys(Purpose, later)) == {Purpose.GROUP}


def test_a_sheet_serves_no_use_of_which_the_new_words_got_no_yes() -> None:
    left_out = not_covered([Purpose.GROUP], BOTH)
    assert covers(BOTH, left_out) == {Purpose.GROUP}
    assert covers(BOTH, with_yes(left_out, [Purpose.RESEARCH])) == set(BOTH)
    assert covers([], "") == set()


def renewed(found: Measurement, *purposes: Purpose) -> None:
    """Other words from today on; whoever said yes before read those of January."""
    Wording.objects.bulk_create(
        Wording(purpose=each, language="nl", valid_from=timezone.localdate(), text=f"Nieuw: {each}")
        for each in purposes
    )
    last_round = found.waves.get(moment=Moment.END)
    Wave.objects.filter(measurement=found, moment=Moment.BEFORE).update(opens_on=date(2026, 1, 1))
    Wave.objects.filter(pk=last_round.pk).update(opens_on=timezone.localdate())


def asked_again(*purposes: Purpose, people: int = 1, first: tuple[Purpose, ...] = BOTH) -> list[Invitation]:
    """Who answered before the start with a yes to both, is asked at the end, after these words were renewed."""
    found = measurement(people, asks_research=True)
    for invitation in invited(found):
        answered(invitation, purposes=first)
    asked = invited(found, Moment.END)
    renewed(found, *purposes)
    rows = Invitation.objects.filter(pk__in=[each.pk for each in asked]).order_by("pk")
    return list(
        rows.select_related("participant__person", "participant__measurement", "wave__measurement__version")
    )


def standing(invitation: Invitation) -> dict[str, str]:
    rows = Consent.objects.standing().filter(measurement=invitation.wave.measurement)
    return {row.purpose: row.wording.text[:6] for row in rows.select_related("wording")}


@pytest.mark.django_db
def test_who_says_yes_to_the_new_words_is_held_to_them_and_the_old_yes_stays_to_read() -> None:
    [invitation] = asked_again(Purpose.RESEARCH)
    sheet = answered(invitation, purposes=BOTH)
    assert sheet.not_for == ""
    assert standing(invitation)["research"] == "Nieuw:"
    [old] = Consent.objects.exclude(renewed_in=None)
    assert (old.purpose, old.taken_back_in) == ("research", None)
    assert consents.old_words_of(invitation.wave.measurement, sheet.code_hash) == set()


@pytest.mark.django_db
def test_who_does_not_keeps_what_she_agreed_to_and_her_new_answers_do_not_go_there() -> None:
    [invitation] = asked_again(Purpose.RESEARCH)
    sheet = answered(invitation, purposes=(Purpose.GROUP,))
    assert sheet.not_for == "research"
    assert standing(invitation)["research"] != "Nieuw:"
    serving = Sheet.objects.serving(Purpose.RESEARCH).values_list("wave__moment", flat=True)
    assert list(serving) == [Moment.BEFORE]
    assert Sheet.objects.serving(Purpose.GROUP).count() == 2


@pytest.mark.django_db
def test_an_old_yes_alone_opens_no_new_round() -> None:
    [invitation] = asked_again(Purpose.GROUP, first=(Purpose.GROUP,))
    with pytest.raises(answering.NothingSaidYesToError):
        answering.begin(
            wave=invitation.wave,
            code_hash=answering.sheet_hash(invitation),
            purposes=[],
            read=Read.HERSELF,
            language="nl",
        )


@pytest.mark.django_db
def test_a_later_yes_to_the_new_words_lets_all_her_answers_serve(client: Client) -> None:
    [invitation] = asked_again(Purpose.RESEARCH)
    answered(invitation, purposes=(Purpose.GROUP,))
    address = reverse("measurement:uses", args=[own_token(invitation)])
    assertContains(client.get(address), "We kozen hier nieuwe woorden")
    client.post(address, {"yes": "research"})
    assert Sheet.objects.serving(Purpose.RESEARCH).count() == 2
    assertNotContains(client.get(address), "We kozen hier nieuwe woorden")


@pytest.mark.django_db
def test_what_served_one_use_only_goes_with_the_yes_to_that_use() -> None:
    [invitation] = asked_again(Purpose.RESEARCH)
    sheet = answered(invitation, purposes=(Purpose.GROUP,))
    consents.take_back(measurement=invitation.wave.measurement, code_hash=sheet.code_hash, purpose=Purpose.GROUP)
    assert list(Sheet.objects.values_list("wave__moment", flat=True)) == [Moment.BEFORE]


@pytest.mark.django_db
def test_she_reads_that_the_words_are_new_and_a_link_on_paper_does_not_tell(client: Client) -> None:
    [invitation] = asked_again(Purpose.RESEARCH)
    begin = "measurement:begin"
    assertContains(client.get(reverse(begin, args=[own_token(invitation)])), "nieuwe woorden sinds je ja zei")
    assertNotContains(client.get(reverse(begin, args=[paper_token(invitation)])), "nieuwe woorden")


@pytest.mark.django_db
@pytest.mark.parametrize("purposes", [(Purpose.GROUP,), ()])
def test_the_letter_of_the_next_round_says_to_all_alike_that_words_are_new(purposes: tuple[Purpose, ...]) -> None:
    found = measurement(2)
    one, _other = invited(found)
    # Whether she said yes then is not in a letter.
    answered(one)
    Invitation.objects.update(invited_on=timezone.localdate() - timedelta(days=1))
    renewed(found, *purposes)
    invited(found, Moment.END)
    say_so = Letter.objects.filter(body__contains="De tekst waar je ja op zegt, is vernieuwd. Je leest hem eerst.")
    last = say_so.filter(body__contains="loopt op zijn einde")
    assert (say_so.count(), last.count()) == ((2, 2) if purposes else (0, 0))


@pytest.mark.django_db
def test_paper_without_a_tick_at_the_new_words_is_not_kept_and_with_one_counts_for_that() -> None:
    [invitation] = asked_again(*BOTH)

    def typed(*purposes: Purpose) -> None:
        paper.enter(
            wave=invitation.wave,
            code=codes.code_of(invitation.participant),
            purposes=purposes,
            answers={"vrij": 3},
            language="nl",
            by=PersonFactory(),
        )

    with pytest.raises(paper.PaperError):
        typed()
    typed(Purpose.GROUP)
    assert Sheet.objects.get(wave=invitation.wave).not_for == "research"


@pytest.mark.django_db
@pytest.mark.slow
def test_neither_the_report_nor_research_takes_answers_that_were_not_agreed_to() -> None:
    rows = asked_again(*BOTH, people=6)
    found = rows[0].wave.measurement
    for place, invitation in enumerate(rows):
        answered(invitation, purposes=(Purpose.GROUP,) if place else (Purpose.RESEARCH,))
    released(found)
    assert Sheet.objects.filter(wave=rows[0].wave, release=None).count() == 1
    assert matrix(found, Purpose.GROUP, smallest=5).of(Moment.END).answered == 5
    with pytest.raises(TooFewError):
        matrix(found, Purpose.GROUP, smallest=7)
    assert matrix(found, Purpose.RESEARCH, smallest=5).of(Moment.END).answered == 0
    over = timezone.localdate() - timedelta(days=5)
    Wave.objects.filter(measurement=found).update(opens_on=date(2026, 1, 1), closes_on=over)
    traits = settling._candidates(found.version).values()
    assert sorted(len(each.rounds) for each in traits) == [1, 1, 1, 1, 1, 2]
