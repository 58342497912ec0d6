"""Answers for research: who stands in them, what a row says, and that all files hold the same."""

from datetime import date, timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from tegenstroom.accounts.models import Person
from tegenstroom.accounts.roles import RESEARCHER
from tegenstroom.accounts.tests.factories import PersonFactory
from tegenstroom.base.models import AuditEvent
from tegenstroom.engines.questionnaires import Dataset
from tegenstroom.measurement.actions import consents, inviting, settling
from tegenstroom.measurement.matrix import TooFewError
from tegenstroom.measurement.models import Consent, InstrumentVersion, Measurement, Released, Sheet
from tegenstroom.measurement.research.people import research_answers
from tegenstroom.measurement.research.table import dataset
from tegenstroom.measurement.rules.consent import Purpose
from tegenstroom.measurement.rules.waves import Moment
from tegenstroom.measurement.tests.factories import for_research, prepare, version

pytestmark = pytest.mark.django_db
BEFORE, END, LATER = Moment


@pytest.fixture
def odile(client: Client) -> Person:
    person = PersonFactory(roles=[RESEARCHER])
    client.force_login(person)
    return person


def take_back(found: Measurement, code: str) -> None:
    consents.take_back(measurement=found, code_hash=code, purpose=Purpose.RESEARCH)


def codes(of: InstrumentVersion) -> set[str]:
    return set(settling.settle(of).values_list("code_hash", flat=True))


def table(of: InstrumentVersion) -> Dataset:
    return dataset(research_answers(of), "nl", smallest=10)


class TestWhoStandsInIt:
    def test_ten_people_of_a_group_that_is_done(self) -> None:
        assert len(research_answers(for_research(10).version).people) == 10

    def test_nine_are_too_few(self) -> None:
        with pytest.raises(TooFewError):
            research_answers(for_research(9).version)

    def test_a_group_that_still_answers_is_not_there_yet(self) -> None:
        found = for_research(12, over=False)
        assert codes(found.version) == set()
        with time_machine.travel(found.waves.in_order().last().closes_on + timedelta(days=1)):
            assert len(codes(found.version)) == 12

    def test_a_yes_to_the_report_alone_is_no_yes_to_research(self) -> None:
        found = for_research(14)
        Consent.objects.filter(pk__in=Consent.objects.values("pk")[:4]).update(purpose=Purpose.GROUP)
        assert len(codes(found.version)) == 10

    def test_a_sheet_that_was_not_handed_in_does_not_count(self) -> None:
        found = for_research(12)
        Sheet.objects.filter(wave__moment=END).update(finished=False)
        assert research_answers(found.version).moments == (BEFORE,)

    def test_who_takes_her_yes_back_leaves_with_four_others_and_for_good(self) -> None:
        found = for_research(20)
        before = codes(found.version)
        gone = before.pop()
        take_back(found, gone)
        after = codes(found.version)
        assert gone not in after
        assert len(after) == 15
        assert codes(found.version) == after
        consents.give(
            measurement=found, code_hash=gone, purposes=[Purpose.RESEARCH], read="herself", language="nl"
        )
        with time_machine.travel(timezone.localdate().replace(day=1) + timedelta(days=40)):
            assert codes(found.version) == after

    def test_her_answers_are_gone_before_the_first_table_that_is_made_afterwards(self) -> None:
        found = for_research(20)
        hers = Sheet.objects.filter(wave__moment=BEFORE).first()
        Sheet.objects.filter(code_hash=hers.code_hash).update(answers={"vrij": 9})
        assert table(found.version).values("vrij_before").count(9) == 1
        consents.take_all_back(measurement=found, code_hash=hers.code_hash)
        assert table(found.version).values("vrij_before").count(9) == 0

    def test_with_her_answers_goes_what_is_kept_about_them_once_others_left_with_her(self) -> None:
        found = for_research(20)
        hers = codes(found.version).pop()
        consents.take_all_back(measurement=found, code_hash=hers)
        assert len(codes(found.version)) == 15
        with time_machine.travel(timezone.localdate().replace(day=1) + timedelta(days=40)):
            assert len(codes(found.version)) == 15
        assert not Released.objects.filter(code_hash=hers).exists()
        # The four who left along still have their answers, and stay out.
        assert Released.objects.filter(out=True).count() == 4

    def test_that_a_group_came_in_this_month_is_known_also_when_all_of_it_left(self) -> None:
        found = for_research(12)
        with time_machine.travel(date(2027, 3, 10)):
            for code in codes(found.version):
                consents.take_all_back(measurement=found, code_hash=code)
            assert codes(found.version) == set()
            for_research(12, of=found.version)
            assert codes(found.version) == set()
        with time_machine.travel(date(2027, 4, 1)):
            assert len(codes(found.version)) == 12

    def test_when_answers_are_forgotten_nothing_of_them_is_left(self) -> None:
        found = for_research(12)
        codes(found.version)
        with time_machine.travel(timezone.localtime() + timedelta(days=365 * 6)):
            inviting.forget_old(timezone.now())
            settling.settle_all()
        assert not Released.objects.exists()

    def test_new_groups_come_once_a_month(self) -> None:
        found = for_research(12)
        with time_machine.travel(date(2027, 3, 10)):
            assert len(codes(found.version)) == 12
            for_research(12, of=found.version)
            assert len(codes(found.version)) == 12
        with time_machine.travel(date(2027, 4, 1)):
            assert len(codes(found.version)) == 24

    def test_two_small_groups_wait_for_each_other(self) -> None:
        found = for_research(6)
        assert codes(found.version) == set()
        for_research(6, of=found.version)
        assert len(codes(found.version)) == 12
        assert not Released.objects.filter(shows_group=True).exists()

    def test_who_alone_answered_in_these_rounds_waits(self) -> None:
        found = for_research(13, rounds_of=lambda place: (LATER,) if place == 0 else (BEFORE, END))
        assert len(codes(found.version)) == 12


class TestTheTable:
    def test_a_row_a_person_and_a_column_for_each_question_and_round(self) -> None:
        made = table(for_research(12).version)
        names = [column.name for column in made.columns]
        assert names[:4] == ["group", "rounds", "language", "how"]
        questions = [f"{key}_before" for key in ("vrij", "sterk", "moe", "slaap")]
        assert names[4:10] == ["in_before", *questions, "score_kracht_before"]
        assert (made.n, set(made.values("rounds")), set(made.values("language"))) == (12, {2}, {"nl"})
        assert set(made.values("how")) == {1}

    def test_a_score_is_that_of_her_own_row(self) -> None:
        made = table(for_research(12).version)
        for vrij, sterk, moe, score in zip(
            *(made.values(name) for name in ("vrij_end", "sterk_end", "moe_end", "score_kracht_end")), strict=True
        ):
            assert score == pytest.approx((vrij + sterk + 6 - moe) / 3)

    def test_it_says_no_code_no_week_and_no_name(self) -> None:
        found = for_research(12)
        told = repr(table(found.version))
        row = Sheet.objects.first()
        for secret in (row.code_hash, str(row.week), str(row.pk), found.edition.version.title):
            assert secret not in told

    def test_the_only_one_on_paper_and_in_french_is_not_pointed_at(self) -> None:
        found = for_research(12)
        alone = Sheet.objects.first().code_hash
        Sheet.objects.filter(code_hash=alone).update(language="fr", how="paper")
        made = table(found.version)
        assert "fr" not in made.values("language")
        assert 3 not in made.values("how")

    def test_the_number_of_a_group_is_another_in_each_table(self) -> None:
        found = for_research(12)
        for _group in range(5):
            for_research(12, of=found.version)
        first = {tuple(table(found.version).values("group")) for _time in range(6)}
        assert len(first) > 1
        assert set(first.pop()) == {1, 2, 3, 4, 5, 6}

    def test_the_order_of_the_rows_is_another_in_each_table(self) -> None:
        found = for_research(30)
        assert len({table(found.version).rows for _time in range(3)}) > 1


class TestThePages:
    def test_she_reads_how_many_people_in_how_many_groups(self, client: Client, odile: Person) -> None:
        found = for_research(12)
        for_research(12, of=found.version)
        settling.settle_all()
        assertContains(client.get(reverse("measurement:research")), "24 mensen in 2 groepen")
        page = client.get(reverse("measurement:research_version", args=[found.version_id]))
        assertContains(page, "24 mensen in 2 groepen")
        assertContains(page, "voor de start, op het einde")

    def test_of_too_few_people_she_reads_no_number(self, client: Client, odile: Person) -> None:
        found = for_research(7)
        settling.settle_all()
        for name, args in (("research", []), ("research_version", [found.version_id])):
            page = client.get(reverse(f"measurement:{name}", args=args))
            assertContains(page, "minder dan 10 mensen")
            assertNotContains(page, "7 mensen")
        address = reverse("measurement:research_file", args=[found.version_id, "sav"])
        answer = client.post(address, follow=True)
        assertContains(answer, "Er zijn antwoorden nodig van minstens 10 mensen.")
        assert not AuditEvent.objects.filter(verb="measurement.export").exists()

    def test_rounds_of_a_few_are_hidden_with_the_next_smallest(self, client: Client, odile: Person) -> None:
        rounds = [(BEFORE,)] * 10 + [(BEFORE, END)] * 11 + [(BEFORE, END, LATER)] * 12
        found = for_research(33, rounds_of=rounds.__getitem__)
        settling.settle_all()
        first = Released.objects.filter(rounds="before").first()
        take_back(found, first.code_hash)
        codes(found.version)
        page = client.get(reverse("measurement:research_version", args=[found.version_id]))
        assert page.content.decode().count("te weinig om te tonen") == 2
        assertContains(page, "12")

    def test_a_kind_of_file_that_is_not_there_does_not_exist(self, client: Client, odile: Person) -> None:
        address = reverse("measurement:research_file", args=[for_research(10).version_id, "exe"])
        assert client.post(address).status_code == 404

    def test_what_nobody_was_asked_for_research_is_not_hers(self, client: Client, odile: Person) -> None:
        address = reverse("measurement:research_version", args=[version().pk])
        assert client.get(address).status_code == 404

    def test_an_empty_place_says_what_will_come(self, client: Client, odile: Person) -> None:
        prepare()
        assertContains(client.get(reverse("measurement:research")), "Er staat nog niets.")

    def test_a_download_sends_on_when_the_group_shrank_meanwhile(self, client: Client, odile: Person) -> None:
        found = for_research(12)
        take_back(found, next(iter(codes(found.version))))
        address = reverse("measurement:research_file", args=[found.version_id, "sav"])
        assertRedirects(client.post(address), reverse("measurement:research_version", args=[found.version_id]))
