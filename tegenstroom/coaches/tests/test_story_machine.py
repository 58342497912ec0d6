"""From any sequence of yeses, withdrawals, failures and days: no words without her yes, and no copy stays.

A yes is to a use, or to one group; one that she gave to every group before holds beside it until it ends.
"""

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import product

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
from tegenstroom.coaches.rules.stories import EVERY_GROUP, HerGroup, NoConsentError, Read, Use, Way
from tegenstroom.coaches.tests.factories import an_older_yes, story
from tegenstroom.coaches.tests.walls import HALL, KITCHEN
from tests.support.depth import at_depth

START = datetime(2026, 11, 2, 12, tzinfo=timezone.get_default_timezone())
# A use, and the one group that it is to.
type Said = tuple[Use, str]

PLACES = (HALL.subject, KITCHEN.subject)
TO_EVERY_GROUP: Said = (Use.THIS_GROUP, EVERY_GROUP)
CAN_BE_SAID: list[Said] = [*((Use.THIS_GROUP, place) for place in PLACES), (Use.LIBRARY, EVERY_GROUP)]
EVER_SAID = [*CAN_BE_SAID, TO_EVERY_GROUP]
USES = st.sampled_from([Use.THIS_GROUP, Use.LIBRARY])
NEVER_ASKED = Use.RESEARCH
# One that goes at once, and one that waits for the clock.
KINDS = {"quick": True, "slow": False}
SUBJECTS = st.sampled_from(PLACES)
WORDS = "Van mij."


@dataclass
class Hanging:
    """A copy as who shows it knows it, and under which yes."""

    said: Said
    kind: str
    place: str


class HerStory(RuleBasedStateMachine):
    """One story with all its uses, beside the simplest account of it: until when she says yes to each."""

    @initialize(before=st.booleans())
    def tell(self, before: bool) -> None:
        self.stack = time_machine.travel(START, tick=False)
        self.clock = self.stack.start()
        figures.load()
        wordings.load_wordings()
        self.handlers, copies.HANDLERS = copies.HANDLERS, {}
        # What hangs in the house, by the number of its copy; who shows it asks nobody.
        self.hangs: dict[int, Hanging] = {}
        # What hangs under a yes that has ended: a newer yes to the same use does not bring it back.
        self.leaving: set[int] = set()
        self.works = True
        for kind, at_once in KINDS.items():
            copies.declare_use_handler(kind, uses=list(Use), take_away=self.take_away, at_once=at_once)
        self.story = story(text=WORDS)
        self.until: dict[Said, datetime] = {}
        if before:
            self.holds(an_older_yes(self.story))

    def teardown(self) -> None:
        if hasattr(self, "stack"):
            copies.HANDLERS = self.handlers
            self.stack.stop()

    def take_away(self, copy: Copy) -> bool:
        if not self.works:
            raise OSError
        self.hangs.pop(copy.pk, None)
        return True

    def holds(self, given: Consent) -> None:
        last = given.until
        self.until[Use(given.use), given.group] = datetime(
            last.year, last.month, last.day, 12, tzinfo=START.tzinfo
        )

    def ends(self, said: Said) -> None:
        self.leaving |= {pk for pk, copy in self.hangs.items() if copy.said == said}

    def may_be_read(self) -> set[int]:
        return {pk for pk, copy in self.hangs.items() if self.says_yes(copy.said)} - self.leaving

    def says_yes(self, said: Said) -> bool:
        return said in self.until and timezone.localdate() <= timezone.localdate(self.until[said])

    def covering(self, use: Use, place: str) -> Said | None:
        """Her narrowest yes to this use that holds here."""
        return next((said for said in ((use, place), (use, EVERY_GROUP)) if self.says_yes(said)), None)

    @rule(
        said=st.sampled_from(CAN_BE_SAID),
        days=st.sampled_from([None, None, 0, 30, 800]),
        kinds=st.lists(st.sampled_from(list(KINDS)), max_size=2),
    )
    def say_yes(self, said: Said, days: int | None, kinds: list[str]) -> None:
        wanted = None if days is None else timezone.localdate() + timedelta(days=days)
        use, place = said
        group = HerGroup(place, place) if place else None
        given = consent.give(
            story=self.story, use=use, group=group, read=Read.ALOUD, until=wanted, by=self.story.coach
        )
        assert wanted is None or given.until <= wanted
        self.holds(given)
        self.takes_over(said)
        for kind in kinds:
            self.record(use, kind, place or PLACES[0])

    def takes_over(self, said: Said) -> None:
        """What hangs in this group under her yes to every group hangs under the narrower one from now."""
        if not self.says_yes(TO_EVERY_GROUP) or said[0] != Use.THIS_GROUP:
            return
        there = {copy.kind for pk, copy in self.hangs.items() if copy.said == said and pk not in self.leaving}
        for pk, copy in self.hangs.items():
            if (copy.said, copy.place) == (TO_EVERY_GROUP, said[1]) and pk not in self.leaving:
                copy.said = TO_EVERY_GROUP if copy.kind in there else said

    @precondition(lambda self: self.until)
    @rule(data=st.data())
    def take_back(self, data: st.DataObject) -> None:
        use, group = said = data.draw(st.sampled_from(sorted(self.until)))
        # An older yes is no yes: whichever of them she points at, only the one that stands ends.
        self.ends(said)
        for given in Consent.objects.filter(use=use, group=group):
            consent.withdraw(consent=given, by=self.story.coach, how=Way.PHONE)
        del self.until[said]

    @precondition(lambda self: len(self.until) > 1)
    @rule()
    def take_all_back(self) -> None:
        for said in self.until:
            self.ends(said)
        consent.withdraw_all(story=self.story, by=self.story.coach, how=Way.BUTTON)
        self.until.clear()

    @rule(use=USES, kind=st.sampled_from(list(KINDS)), place=SUBJECTS)
    def hang(self, use: Use, kind: str, place: str) -> None:
        if self.covering(use, place):
            self.record(use, kind, place)
        else:
            with pytest.raises(NoConsentError):
                self.record(use, kind, place)

    def record(self, use: Use, kind: str, place: str) -> None:
        made = consent.record_copy(
            story=self.story, use=use, kind=kind, subject=place, where=place, by=self.story.coach
        )
        said = self.covering(use, place)
        assert said is not None
        self.hangs[made.pk] = Hanging(said, kind, place)

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
        for said in EVER_SAID:
            if not self.says_yes(said):
                self.ends(said)
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
        uses = (Use.THIS_GROUP, Use.LIBRARY, NEVER_ASKED) if hasattr(self, "until") else ()
        for use, place in product(uses, PLACES):
            got = None
            with suppress(NoConsentError):
                got = consent.text_for(story=self.story, use=use, place=place)
            assert (got is not None) == (self.covering(use, place) is not None), (use, place)

    @invariant()
    def nothing_is_read_of_a_copy_without_her_yes(self) -> None:
        if hasattr(self, "until"):
            read = consent.told(Copy.objects.all())
            assert all(self.covering(Use(told.copy.consent.use), told.copy.subject) for told in read)
            shown = {told.copy.pk for told in read}
            assert shown == self.may_be_read()

    @invariant()
    def a_yes_to_one_group_holds_no_copy_in_another(self) -> None:
        if hasattr(self, "until"):
            for copy in Copy.objects.exclude(consent__group=EVERY_GROUP).select_related("consent"):
                assert copy.subject == copy.consent.group

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
                if copy.consent.withdrawn_at is None
                and not self.says_yes((Use(copy.consent.use), copy.consent.group))
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
            max_examples=at_depth(4, 25),
            stateful_step_count=30,
            suppress_health_check=list(HealthCheck),
        ),
    )
