"""Looking at a draft with the engine: with the names that she gave, after each change, and before it goes."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from django.db import transaction

from tegenstroom.accounts.models import Person
from tegenstroom.dialogue.actions import carrying, draft_contents, draft_findings, drafts
from tegenstroom.dialogue.actions.draft_findings import Found
from tegenstroom.dialogue.models import Case, DraftFinding, RawDraft
from tegenstroom.dialogue.rules import drafts as rules
from tegenstroom.dialogue.rules.drafts import DIRECT, Choice, Decision, Obstacle, UnfitError, against_choosing
from tegenstroom.dialogue.rules.found import LEADING, Doubt, Leading, excerpt, points_at_someone, same
from tegenstroom.dialogue.rules.road import Step


def find(text: str, names: Iterable[str]) -> Sequence[Found]:
    """All that makes people recognisable in a text."""
    # Its patterns take a third of a second to load: no program waits for them that looks at no draft.
    from tegenstroom.engines.deidentification import deidentify  # noqa: PLC0415

    return deidentify(text, names=tuple(names))


def pointing_at_someone(text: str) -> list[str]:
    """Words in a sentence for policy that say who someone is or where she lives; towns and services may stand."""
    pointing = (found for found in find(text, ()) if points_at_someone(found.label, found.reason))
    return list(dict.fromkeys(text[found.start : found.end] for found in pointing))


def leading_to_someone(text: str, names_here: Callable[[], Collection[str]] = tuple) -> dict[str, Leading]:
    """What in someone's words leads straight to a person, and by what; her words wait for this.

    `names_here`: of those who are there, for whom they are no news; asked only when a name was found.
    """
    from tegenstroom.engines import deidentification as engine  # noqa: PLC0415  as with `find`

    found = dict.fromkeys(engine.leading_to_someone(text), Leading.NUMBER)
    if engine.naming_someone(text):
        for named in engine.naming_someone(text, known=names_here()):
            found.setdefault(named.words, LEADING[named.label])
    return found


@transaction.atomic
def name(*, draft: RawDraft, names: Sequence[str], by: Person) -> RawDraft:
    """Keep who occurs in the story, and look at it. Raises UnfitError."""
    draft = drafts.write(draft=draft, names=names, by=by)
    return look(draft=draft, by=by)


def look(*, draft: RawDraft, by: Person) -> RawDraft:
    """Look at the text as it is now, with the names that she gave. Raises UnfitError."""
    found = find(draft_contents.text_of(draft), draft_contents.names_of(draft) or ())
    return draft_findings.keep_findings(draft=draft, findings=found, by=by)


@transaction.atomic
def unmark(*, finding: DraftFinding, by: Person) -> RawDraft:
    """Take away a mark of her own, and look again: what was found inside it went with it. Raises UnfitError."""
    draft_findings.unmark(finding=finding, by=by)
    return look(draft=finding.draft, by=by)


@transaction.atomic
def rewrite(*, draft: RawDraft, title: str, text: str, by: Person) -> RawDraft:
    """Keep the story. Where she gave the names, look at it again, and do again what she chose for the same words.

    What she left is asked again: other words may stand around it now. What she marked goes along to each place
    where its words stand; what stands nowhere is kept until she was told. Raises UnfitError.
    """
    before, decided = draft_contents.text_of(draft), draft_contents.decided_of(draft)
    marks = carrying.marks_of(draft)
    draft = drafts.write(draft=draft, title=title, text=text, by=by)
    if text == before or draft_contents.names_of(draft) is None:
        return draft
    draft = look(draft=draft, by=by)
    kept = {
        (same(before[found.start : found.end]), found.label): Decision(found.choice, found.instead)
        for found in decided
        if found.choice in {Choice.REPLACE, Choice.GENERALISE}
    }
    again = {row.pk: kept.get((same(text[row.start : row.end]), row.label)) for row in draft.findings.all()}
    decisions = {pk: one for pk, one in again.items() if one}
    draft = draft_findings.decide_all(draft=draft, decisions=decisions, by=by)
    return carrying.place(draft=draft, marks=marks, by=by)


def doubts(draft: RawDraft) -> list[Doubt]:
    """What would be sent and looks like someone's name, place or number, and that she never decided on.

    The plain version, the title and her own words in the place of others were not looked at before. What she left
    in the story with a reason is not asked again, nor what must go anyway because she took it out there.
    """
    stands = draft_contents.as_it_stands(draft)
    settled = {same(words) for words in rules.still_there(stands)} | rules.settled(stands)
    words: dict[str, Doubt] = {}
    for step, sent, found in _direct_in(stands):
        seen = sent[found.start : found.end]
        if same(seen) in settled:
            continue
        doubt = words.get(same(seen)) or Doubt(seen, str(found.label), str(found.reason), ())
        if step not in {place for place, _excerpt in doubt.places}:
            doubt = replace(doubt, places=(*doubt.places, (step, excerpt(sent, found.start, found.end))))
        words[same(seen)] = doubt
    return list(words.values())


def _direct_in(stands: rules.Draft) -> Iterator[tuple[Step, str, Found]]:
    """All that points at someone at once in what would be sent, but for what we proposed ourselves."""
    decided = rules.decided_text(stands.text, stands.findings, hide_open=True)
    ours = rules.proposed_places(stands.text, stands.findings, hide_open=True)
    # The coaches read the plain version first.
    for step, sent in ((Step.PLAIN, stands.plain), (Step.STORY, stands.title), (Step.FINDINGS, decided)):
        proposed = ours if step is Step.FINDINGS else []
        for found in find(sent, stands.names or ()):
            is_ours = any(start <= found.start and found.end <= end for start, end in proposed)
            if found.label in DIRECT and not is_ours:
                yield step, sent, found


def send(*, draft: RawDraft, reasons: Mapping[str, str], by: Person) -> Case:
    """Make it a case. `reasons`: by `Doubt.key` why these words may stay. Sending twice gives the same case.

    Raises UnfitError with everything that still stands in the way.
    """
    if draft.writer_id == by.pk and any(
        not reasons.get(doubt.key, "").strip() or against_choosing(doubt.left(reasons[doubt.key]))
        for doubt in doubts(draft)
    ):
        raise UnfitError(*drafts.against_confirming(draft), Obstacle.LOOK_AGAIN)
    return drafts.confirm(draft=draft, by=by)
