"""From any sequence of yeses, withdrawals, failures and days: no words without her yes, and no copy stays."""

from contextlib import suppress
from datetime import datetime, timedelta

import pytest
import time_machine
from django.utils import timezone
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from tegenstroom.base import figures
from tegenstroom.coaches import clockwork
from tegenstroom.coaches.actions import consent, copies, stories, wordings
from tegenstroom.coaches.models import Consent, Copy
from tegenstroom.coaches.rules.stories import NoConsentError, Read, Use, Way
from tegenstroom.coaches.tests.factories import story
from tests.support.depth import at_depth

START = datetime(2026, 1, 5, 12, tzinfo=timezone.get_default_timezone())
ASKED = (Use.THIS_GROUP, Use.LIBRARY)
NEVER_ASKED = Use.RESEARCH
USES = st.sampled_from(ASKED)
# One that goes at once, and one that waits for the clock.
KINDS = {"quick": True, "slow": False}
SUBJECTS = st.sampled_from(["hall", "kitchen"])
WORDS = "Van mij."


class HerStory(RuleBasedStateMachine):
    """One story with all its uses, beside the simplest account of it: until when she says yes to each."""

    @initialize()
    def tell(self) -> None:
        self.stack = time_machine.travel(START, tick=False)
        self.clock = self.stack.start()
        figures.load()
        wordings.load_wordings()
        self.handlers, copies.HANDLERS = copies.HANDLERS, {}
        # What hangs in the house, by the number of its copy; who shows it asks nobody.
        self.hangs: dict[int, Use] = {}
        # What hangs under a yes that has ended: a newer yes to the same use does not bring it back.
        self.leaving: set[int] = set()
        self.works = True
        for kind, at_once in KINDS.items():
            copies.declare_use_handler(kind, uses=list(Use), take_away=self.take_away, at_once=at_once)
        self.story = story(text=WORDS)
        self.until: dict[Use, datetime] = {}

    def teardown(self) -> None:
        if hasattr(self, "stack"):
            copies.HANDLERS = self.handlers
            self.stack.stop()

    def take_away(self, copy: Copy) -> bool:
        if not self.works:
            raise OSError
        self.hangs.pop(copy.pk, None)
        return True

    def ends(self, use: Use) -> None:
        self.leaving |= {pk for pk, of in self.hangs.items() if of == use}

    def may_be_read(self) -> set[int]:
        return {pk for pk, use in self.hangs.items() if self.says_yes(use)} - self.leaving

    def says_yes(self, use: Use) -> bool:
        return use in self.until and timezone.localdate() <= timezone.localdate(self.until[use])

    @rule(
        use=USES,
        days=st.sampled_from([None, None, 0, 30, 800]),
        kinds=st.lists(st.sampled_from(list(KINDS)), max_size=2),
    )
    def say_yes(self, use: Use, days: int | None, kinds: list[str]) -> None:
        wanted = None if days is None else timezone.localdate() + timedelta(days=days)
        given = consent.give(story=self.story, use=use, read=Read.ALOUD, until=wanted, by=self.story.coach)
        self.until[use] = datetime(given.until.year, given.until.month, given.until.day, 12, tzinfo=START.tzinfo)
        assert wanted is None or given.until <= wanted
        for kind in kinds:
            self.hangs[self.record(use, kind, "hall").pk] = use

    @precondition(lambda self: self.until)
    @rule(data=st.data())
    def take_back(self, data: st.DataObject) -> None:
        use = data.draw(st.sampled_from(sorted(self.until)))
        # An older yes is no yes: whichever of them she points at, only the one that stands ends.
        self.ends(use)
        for given in Consent.objects.filter(use=use):
            consent.withdraw(consent=given, by=self.story.coach, how=Way.PHONE)
        del self.until[use]

    @precondition(lambda self: len(self.until) > 1)
    @rule()
    def take_all_back(self) -> None:
        for use in self.until:
            self.ends(use)
        consent.withdraw_all(story=self.story, by=self.story.coach, how=Way.BUTTON)
        self.until.clear()

    @precondition(lambda self: self.until)
    @rule(data=st.data(), kind=st.sampled_from(list(KINDS)), subject=SUBJECTS)
    def hang(self, data: st.DataObject, kind: str, subject: str) -> None:
        use = data.draw(st.sampled_from(sorted(self.until)))
        if self.says_yes(use):
            self.hangs[self.record(use, kind, subject).pk] = use
        else:
            self.is_refused(use)

    @rule(use=USES)
    def hang_where_she_said_no(self, use: Use) -> None:
        if not self.says_yes(use):
            self.is_refused(use)

    def is_refused(self, use: Use) -> None:
        with pytest.raises(NoConsentError):
            self.record(use, "quick", "hall")

    def record(self, use: Use, kind: str, subject: str) -> Copy:
        return consent.record_copy(
            story=self.story, use=use, kind=kind, subject=subject, where=subject, by=self.story.coach
        )

    @precondition(lambda self: self.hangs)
    @rule(data=st.data())
    def leave_out(self, data: st.DataObject) -> None:
        pk = data.draw(st.sampled_from(sorted(self.hangs)))
        copies.take_away(Copy.objects.get(pk=pk), by=self.story.coach)

    @rule(works=st.booleans())
    def breaks_or_mends(self, works: bool) -> None:
        self.works = works

    @rule(pause=st.sampled_from([timedelta(minutes=1), timedelta(minutes=61), timedelta(days=40)]))
    def wait(self, pause: timedelta) -> None:
        self.clock.shift(pause)
        for use in ASKED:
            if not self.says_yes(use):
                self.ends(use)
        clockwork.take_stories_away(timezone.now())
        if self.works:
            assert not Copy.objects.to_take_away().exists()

    @rule(pause=st.sampled_from([timedelta(hours=13), timedelta(days=200)]))
    def wait_while_the_clock_stands_still(self, pause: timedelta) -> None:
        self.clock.shift(pause)

    @rule(text=st.sampled_from([WORDS, "Anders."]))
    def rewrite(self, text: str) -> None:
        stories.change(story=self.story, text=text, by=self.story.coach)

    @invariant()
    def the_words_are_had_with_her_yes_and_only_then(self) -> None:
        for use in (*ASKED, NEVER_ASKED) if hasattr(self, "until") else ():
            got = None
            with suppress(NoConsentError):
                got = consent.text_for(story=self.story, use=use)
            assert (got is not None) == self.says_yes(use), use

    @invariant()
    def nothing_is_read_of_a_copy_without_her_yes(self) -> None:
        if hasattr(self, "until"):
            read = consent.told(Copy.objects.all())
            assert all(self.says_yes(told.copy.consent.use) for told in read)
            shown = {told.copy.pk for told in read}
            assert shown == self.may_be_read()

    @invariant()
    def what_hangs_is_known_and_what_is_known_hangs(self) -> None:
        if hasattr(self, "until"):
            assert set(Copy.objects.still_there().values_list("pk", flat=True)) == set(self.hangs)

    @invariant()
    def what_hangs_without_her_yes_is_on_its_way_out(self) -> None:
        if hasattr(self, "until"):
            waiting = set(Copy.objects.to_take_away().values_list("pk", flat=True))
            unended = {
                copy.pk
                for copy in Copy.objects.still_there().select_related("consent")
                if copy.consent.withdrawn_at is None and not self.says_yes(copy.consent.use)
            }
            # Its last day passed and the clock has yet to come by: nobody reads it meanwhile.
            assert waiting | unended == set(self.hangs) - self.may_be_read()


@pytest.mark.slow
@pytest.mark.django_db
def test_no_path_to_her_words_without_her_yes_and_every_copy_ends_gone() -> None:
    from django.db import transaction

    class InATransaction(HerStory):
        """Each run on a database of its own."""

        def __init__(self) -> None:
            super().__init__()
            self.undo = transaction.atomic()
            self.undo.__enter__()

        def teardown(self) -> None:
            super().teardown()
            transaction.set_rollback(True)
            self.undo.__exit__(None, None, None)

    run_state_machine_as_test(
        InATransaction,
        settings=settings(
            max_examples=at_depth(6, 25),
            stateful_step_count=30,
            suppress_health_check=list(HealthCheck),
        ),
    )
