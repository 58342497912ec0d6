"""Long analyses: what they find, what they refuse, and that they stop, end and begin again as they should."""

import json
import random
import time
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from tegenstroom.accounts.models import Person
from tegenstroom.accounts.roles import RESEARCHER
from tegenstroom.accounts.tests.factories import PersonFactory
from tegenstroom.base.models import AuditEvent
from tegenstroom.engines.questionnaires import shipped_pack
from tegenstroom.measurement import scoring
from tegenstroom.measurement.actions import analyses, settling
from tegenstroom.measurement.models import Analysis, Consent, InstrumentVersion, Sheet
from tegenstroom.measurement.research import running
from tegenstroom.measurement.research.showing import sections
from tegenstroom.measurement.rules.analyses import NOBODY, SILENCE, Among, Kind, State
from tegenstroom.measurement.rules.waves import Moment
from tegenstroom.measurement.scoring.apart import BrokenError, begin
from tegenstroom.measurement.scoring.jobs import Job, Row
from tegenstroom.measurement.scoring.kinds import compute
from tegenstroom.measurement.tests.factories import for_research, questionnaire

BEFORE, END, LATER = Moment
KORT = shipped_pack("tegenstroom-kort")


def rows(n: int, *, asked=KORT, moments=(BEFORE, END), seed: int = 1, open_ones: float = 0.0) -> tuple[Row, ...]:
    """People whose answers to the items of a scale go together, half of them in each language."""
    chance = random.Random(seed)
    found = []
    for place in range(n):
        level = chance.gauss(0, 1)
        rounds = {
            moment: {
                item.key: _code(asked, item, level + 0.3 * step, chance)
                for item in asked.items
                if chance.random() >= open_ones
            }
            for step, moment in enumerate(moments)
        }
        found.append(Row("nl" if place % 2 else "fr", rounds))
    return tuple(found)


def _code(asked, item, level: float, chance: random.Random) -> int:
    codes = asked.format_of(item).counted
    away = any(item.key in scale.reverse for scale in asked.scales)
    told = (-level if away else level) + chance.gauss(0, 0.8)
    return codes[max(0, min(len(codes) - 1, round(told + (len(codes) - 1) / 2)))]


def job(kind: Kind, n: int, **options: object) -> Job:
    return Job(
        kind, options.pop("asked", KORT), rows(n, **options), 10, None if kind is Kind.INVARIANCE else BEFORE
    )


def figures(found: list[dict]) -> Iterator[object]:
    for section in found:
        for table in section.get("tables", []):
            for row in table["rows"]:
                yield from row[1:]


class TestWhatTheyFind:
    def test_omega_and_alpha_are_those_of_the_engine_with_intervals(self) -> None:
        from tegenstroom.measurement.scoring.kinds import psychometrics

        asked = job(Kind.RELIABILITY, 120)
        first = compute(asked, lambda _share: None)[1]
        scale = KORT.scales[0]
        data = scoring.answers_of(KORT, [row.rounds[BEFORE] for row in asked.rows]).select(scale.items)
        expected = psychometrics.alpha(psychometrics.reverse(data, scale.reverse))
        assert (first["scale"], first["what"], first["n"]) == (scale.key, "alpha", 120)
        [[_name, value, interval]] = first["tables"][0]["rows"]
        assert value == pytest.approx(expected.value)
        assert (interval["low"], interval["high"]) == pytest.approx(
            (expected.interval.low, expected.interval.high)
        )

    @pytest.mark.slow
    @pytest.mark.parametrize("kind", Kind)
    @pytest.mark.parametrize("n", [1, 12, 40, 400])
    @pytest.mark.parametrize("open_ones", [0.0, 0.15, 0.9])
    def test_whatever_the_answers_there_are_figures_or_a_sentence(
        self, kind: Kind, n: int, open_ones: float
    ) -> None:
        found = compute(job(kind, n, open_ones=open_ones), lambda _share: None)
        assert found
        assert json.dumps(found, allow_nan=False)
        for section in found:
            assert ("refused" in section) != ("tables" in section)
            assert "tables" not in section or section["n"] >= 10

    @pytest.mark.parametrize("kind", Kind)
    def test_answers_that_are_all_alike_give_a_sentence(self, kind: Kind) -> None:
        same = Row("nl", dict.fromkeys((BEFORE, END), dict.fromkeys((item.key for item in KORT.items), 3)))
        asked = Job(kind, KORT, (same,) * 30, 10, None if kind is Kind.INVARIANCE else BEFORE)
        assert all("refused" in section for section in compute(asked, lambda _share: None))

    @pytest.mark.slow
    def test_with_enough_people_each_of_them_says_something(self) -> None:
        for kind in Kind:
            found = compute(job(kind, 500), lambda _share: None)
            assert any("tables" in section for section in found), kind
            assert any(isinstance(each, float) for each in figures(found))

    def test_a_total_is_no_factor_beside_its_parts(self) -> None:
        cfa = compute(job(Kind.STRUCTURE, 500), lambda _share: None)[2]
        assert {row[1] for row in cfa["tables"][1]["rows"]} == {"individueel", "relationeel", "collectief"}

    def test_a_chance_is_never_nothing(self) -> None:
        tables = [{"name": "fit", "columns": ["of", "value"], "rows": [["p", 0.0], ["cfi", 0.0]]}]
        head = {"scale": "", "what": "cfa", "n": 90, "n_all": 90, "missing": "listwise"}
        head |= {"method": "", "reference": ""}
        [shown] = sections({"sections": [head | {"warnings": [], "tables": tables}]}, KORT, "nl")
        assert [row[1][1] for row in shown.tables[0].rows] == ["< 0,001", "0,000"]

    def test_a_refusal_does_not_tell_how_few_there_are(self) -> None:
        found = compute(job(Kind.GRADED, 7), lambda _share: None)
        assert "7" not in json.dumps(found)
        assert all(section["refused"]["values"] == {"smallest": 10} for section in found)

    def test_progress_goes_from_nothing_to_all(self) -> None:
        heard: list[float] = []
        compute(job(Kind.RELIABILITY, 40), heard.append)
        assert heard == sorted(heard)
        assert heard[-1] == 1.0


@pytest.mark.slow
class TestAProcessOfItsOwn:
    def test_it_answers(self) -> None:
        with begin(job(Kind.RELIABILITY, 40)) as computing:
            assert computing.listen(30)
            assert computing.found

    def test_it_ends_within_seconds_when_we_stop_listening(self) -> None:
        asked = Job(Kind.DIF, KORT, rows(400) * 100, 10, BEFORE)
        with begin(asked) as computing:
            assert not computing.listen(3)
            asked_to_end = time.monotonic()
        assert time.monotonic() - asked_to_end < 3
        assert not computing.process.is_alive()

    def test_when_it_is_killed_we_hear_so(self) -> None:
        with begin(job(Kind.RELIABILITY, 40)) as computing:
            computing.process.kill()
            with pytest.raises(BrokenError):
                computing.listen(10)

    def test_when_it_breaks_we_hear_why(self) -> None:
        broken = Job(Kind.RELIABILITY, None, (), 10, BEFORE)
        with begin(broken) as computing, pytest.raises(BrokenError, match="AttributeError"):
            computing.listen(30)


def released(n: int = 60) -> InstrumentVersion:
    """A version with the answers of many, as they would be."""
    found = for_research(n)
    asked = found.version.questionnaire
    told = rows(n, asked=asked)
    for moment in (BEFORE, END):
        for row, sheet in zip(told, Sheet.objects.filter(wave__moment=moment).order_by("code_hash"), strict=True):
            Sheet.objects.filter(pk=sheet.pk).update(answers=row.rounds[moment])
    settling.settle_all()
    return found.version


def asked_of(version: InstrumentVersion, kind: Kind = Kind.RELIABILITY, by: Person | None = None) -> Analysis:
    return analyses.ask(version=version, kind=kind, moment=BEFORE, among=Among.LANGUAGE, by=by or PersonFactory())


class Fake:
    """A computation of which a test says what happens each time we listen."""

    def __init__(self, *events) -> None:
        self.events, self.share, self.found, self.closed = list(events), 0.0, None, False

    def __enter__(self) -> "Fake":
        return self

    def __exit__(self, *exception: object) -> None:
        self.closed = True

    def listen(self, seconds: float) -> bool:
        self.events.pop(0)(self)
        return self.found is not None


@pytest.fixture
def fake(monkeypatch: pytest.MonkeyPatch):
    def follow(*events) -> Fake:
        made = Fake(*events)
        monkeypatch.setattr(running, "begin", lambda _job: made)
        return made

    return follow


def finds(computing: Fake) -> None:
    computing.found = [{"scale": "", "what": "omega", "tables": []}]


def is_half_way(computing: Fake) -> None:
    computing.share = 0.5


def breaks(computing: Fake) -> None:
    raise BrokenError("ended with code -9")


@pytest.mark.django_db
class TestTheWayOfOne:
    def test_it_waits_runs_and_is_done(self, fake) -> None:
        row = asked_of(released(12))
        seen: list[tuple[str, int]] = []

        def look(_computing: Fake) -> None:
            row.refresh_from_db()
            seen.append((row.state, row.progress))

        fake(is_half_way, look, finds)
        running.run(row.pk)
        row.refresh_from_db()
        assert seen == [(State.RUNNING, 50)]
        assert (row.state, row.progress, len(row.result["sections"])) == (State.DONE, 100, 1)

    def test_stopping_ends_what_computes_and_keeps_nothing(self, fake) -> None:
        row, by = asked_of(released(12)), PersonFactory()
        computing = fake(is_half_way, lambda _computing: analyses.stop(analysis=row, by=by), finds)
        running.run(row.pk)
        row.refresh_from_db()
        assert (row.state, row.result, computing.closed, len(computing.events)) == (State.STOPPED, None, True, 1)
        assert not analyses.stop(analysis=row, by=by)

    def test_one_that_was_stopped_while_it_waited_never_runs(self, fake) -> None:
        row = asked_of(released(12))
        analyses.stop(analysis=row, by=PersonFactory())
        computing = fake(finds)
        running.run(row.pk)
        assert computing.events

    def test_twice_is_once(self, fake) -> None:
        row = asked_of(released(12))
        fake(finds)
        running.run(row.pk)
        computing = fake(finds)
        running.run(row.pk)
        assert computing.events

    def test_the_same_question_while_it_runs_is_the_same_one(self) -> None:
        version = released(12)
        assert asked_of(version).pk == asked_of(version).pk != asked_of(version, Kind.GRADED).pk

    def test_when_the_process_breaks_it_failed(self, fake) -> None:
        row = asked_of(released(12))
        fake(breaks)
        running.run(row.pk)
        row.refresh_from_db()
        assert row.state == State.FAILED

    def test_of_too_few_people_nothing_is_computed(self, fake) -> None:
        row = asked_of(for_research(9).version)
        computing = fake(finds)
        running.run(row.pk)
        row.refresh_from_db()
        assert row.state == State.REFUSED
        assert computing.events

    def test_who_took_her_yes_back_is_not_counted(self, fake, monkeypatch) -> None:
        row = asked_of(released(30))
        hers = Consent.objects.first()
        Consent.objects.filter(pk=hers.pk).update(taken_back_in=hers.given_in)
        assert len(running.job_of(row).rows) == 25

    def test_what_falls_silent_is_taken_up_once_more_and_then_given_up(self) -> None:
        row, now = asked_of(released(12)), timezone.now()
        for tries, state in ((1, State.WAITING), (2, State.FAILED)):
            Analysis.objects.filter(pk=row.pk).update(
                state=State.RUNNING, tries=tries, alive_at=now, ended_at=None
            )
            analyses.take_up_again(now + SILENCE - timedelta(seconds=1))
            assert Analysis.objects.get().state == State.RUNNING
            analyses.take_up_again(now + SILENCE + timedelta(seconds=1))
            assert Analysis.objects.get().state == state

    def test_what_waits_too_long_is_put_in_the_queue_again(self, monkeypatch) -> None:
        row, queued = asked_of(released(12)), []
        monkeypatch.setattr(analyses, "analyse", type("Queue", (), {"enqueue": staticmethod(queued.append)}))
        analyses.take_up_again(timezone.now())
        assert queued == []
        for _minute in range(2):
            analyses.take_up_again(timezone.now() + SILENCE * 2)
        assert queued == [row.pk]

    def test_what_is_asked_and_stopped_is_written_down(self) -> None:
        odile = PersonFactory()
        analyses.stop(analysis=asked_of(released(12), by=odile), by=odile)
        verbs = AuditEvent.objects.filter(actor=odile.pk).values_list("verb", flat=True)
        assert set(verbs) == {"measurement.analyse", "measurement.stop_analysis"}


@pytest.fixture
def odile(client: Client) -> Person:
    person = PersonFactory(roles=[RESEARCHER])
    client.force_login(person)
    return person


@pytest.mark.django_db
class TestThePages:
    def start(self, client: Client, version: InstrumentVersion, **values: str):
        asked = {"kind": "reliability", "moment": "before", **values}
        return client.post(reverse("measurement:research_ask", args=[version.pk]), asked)

    def test_she_starts_one_and_sees_how_far_it_is(self, client: Client, odile: Person) -> None:
        answer = self.start(client, released(12))
        row = Analysis.objects.get()
        address = reverse("measurement:analysis", args=[row.pk])
        assertRedirects(answer, address)
        assertContains(client.get(address), "wacht tot de computer vrij is")
        Analysis.objects.update(state=State.RUNNING, progress=42)
        page = client.get(address)
        assertContains(page, '<progress max="100" value="42"')
        assertContains(page, 'hx-trigger="every 3s"')
        client.post(reverse("measurement:analysis_stop", args=[row.pk]))
        page = client.get(address)
        assertContains(page, "Iemand stopte deze berekening.")
        assertNotContains(page, "hx-trigger")

    @pytest.mark.slow
    def test_when_nobody_computes_the_page_says_so_after_a_while(self, client: Client, odile: Person) -> None:
        self.start(client, released(12))
        row = Analysis.objects.get()
        address = reverse("measurement:analysis", args=[row.pk])
        Analysis.objects.update(asked_at=timezone.now() - NOBODY - timedelta(seconds=1))
        assertContains(client.get(address), "niemand rekent")
        other = Analysis.objects.create(
            version=row.version, kind=Kind.INVARIANCE, state=State.RUNNING, alive_at=timezone.now()
        )
        assertContains(client.get(address), "wacht tot de computer vrij is")
        Analysis.objects.filter(pk=other.pk).update(alive_at=timezone.now() - 2 * SILENCE)
        assertContains(client.get(address), "niemand rekent")

    def test_she_reads_figures_with_intervals_and_never_a_nan(self, client: Client, odile: Person) -> None:
        self.start(client, released(60))
        row = Analysis.objects.get()
        running.run(row.pk)
        page = client.get(reverse("measurement:analysis", args=[row.pk]))
        assertContains(page, "60 van 60 mensen")
        assertContains(page, "(95 %, Feldt)")
        assertContains(page, "Ik voel me vrij.")
        assertNotContains(page, "nan")
        told = client.get(reverse("measurement:analysis_json", args=[row.pk])).json()
        assert (told["kind"], told["state"], told["sections"][0]["n"]) == ("reliability", "done", 60)

    @pytest.mark.slow
    def test_a_refusal_is_read_in_the_words_of_the_engine_and_of_the_reader(
        self, client: Client, odile: Person
    ) -> None:
        self.start(client, released(60), kind="graded")
        row = Analysis.objects.get()
        running.run(row.pk)
        page = client.get(reverse("measurement:analysis", args=[row.pk]))
        assertContains(page, "Met 60 personen zijn de waarden van de vragen niet te schatten")
        client.cookies["django_language"] = "en"
        assertNotContains(client.get(page.request["PATH_INFO"]), "Met 60 personen")

    def test_of_too_few_people_none_can_be_asked(self, client: Client, odile: Person) -> None:
        self.start(client, for_research(9).version)
        assert not Analysis.objects.exists()

    def test_one_that_failed_says_so_and_can_be_asked_again(self, client: Client, odile: Person) -> None:
        row = asked_of(released(12), by=odile)
        Analysis.objects.update(state=State.FAILED, ended_at=timezone.now())
        assertContains(client.get(reverse("measurement:analysis", args=[row.pk])), "brak af")
        client.post(reverse("measurement:analysis_again", args=[row.pk]))
        assert Analysis.objects.filter(state=State.WAITING, kind=Kind.RELIABILITY).count() == 1

    def test_a_question_that_we_do_not_know_is_not_started(self, client: Client, odile: Person) -> None:
        assert self.start(client, released(12), kind="iets").status_code == 200
        assert not Analysis.objects.exists()


def test_a_questionnaire_without_scales_gives_a_sentence() -> None:
    from dataclasses import replace

    bare = replace(questionnaire(), scales=())
    found = compute(job(Kind.RELIABILITY, 20, asked=bare), lambda _share: None)
    assert found[0]["refused"]["code"] == "analysis-no-scales"
