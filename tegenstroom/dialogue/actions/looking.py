"""Looking at a draft with the engine: with the names that she gave, after each change, and before it goes."""

from collections.abc import Iterable, Sequence

from django.db import transaction

from tegenstroom.accounts.models import Person
from tegenstroom.dialogue.actions import drafts
from tegenstroom.dialogue.actions.drafts import Found
from tegenstroom.dialogue.models import Case, RawDraft
from tegenstroom.dialogue.rules.drafts import DIRECT, Choice, Decision, Obstacle, UnfitError
from tegenstroom.dialogue.rules.found import points_at_someone, same

# In one go; who reads forty words reads none.
MOST_DOUBTS = 20


def find(text: str, names: Iterable[str]) -> Sequence[Found]:
    """All that makes people recognisable in a text."""
    # Its patterns take a third of a second to load: no program waits for them that looks at no draft.
    from tegenstroom.engines.deidentification import deidentify  # noqa: PLC0415

    return deidentify(text, names=tuple(names))


def pointing_at_someone(text: str) -> list[str]:
    """Words in a sentence for policy that say who someone is or where she lives; towns and services may stand."""
    pointing = (found for found in find(text, ()) if points_at_someone(found.label, found.reason))
    return list(dict.fromkeys(text[found.start : found.end] for found in pointing))


def leading_to_someone(text: str) -> list[str]:
    """Numbers and addresses in what someone says that lead straight to a person; names take too long to find."""
    from tegenstroom.engines import deidentification  # noqa: PLC0415  as with `find`

    return deidentification.leading_to_someone(text)


@transaction.atomic
def name(*, draft: RawDraft, names: Sequence[str], by: Person) -> RawDraft:
    """Keep who occurs in the story, and look at it. Raises UnfitError."""
    draft = drafts.write(draft=draft, names=names, by=by)
    return look(draft=draft, by=by)


def look(*, draft: RawDraft, by: Person) -> RawDraft:
    """Look at the text as it is now, with the names that she gave. Raises UnfitError."""
    found = find(drafts.text_of(draft), drafts.names_of(draft) or ())
    return drafts.keep_findings(draft=draft, findings=found, by=by)


@transaction.atomic
def rewrite(*, draft: RawDraft, title: str, text: str, by: Person) -> RawDraft:
    """Keep the story. Where she gave the names, look at it again, and do again what she chose for the same words.

    What she left is asked again: other words may stand around it now. What she marked is gone. Raises UnfitError.
    """
    before, decided = drafts.text_of(draft), drafts.decided_of(draft)
    draft = drafts.write(draft=draft, title=title, text=text, by=by)
    if text == before or drafts.names_of(draft) is None:
        return draft
    draft = look(draft=draft, by=by)
    kept = {
        (same(before[found.start : found.end]), found.label): Decision(found.choice, found.instead)
        for found in decided
        if found.choice in {Choice.REPLACE, Choice.GENERALISE}
    }
    again = {row.pk: kept.get((same(text[row.start : row.end]), row.label)) for row in draft.findings.all()}
    return drafts.decide_all(draft=draft, decisions={pk: one for pk, one in again.items() if one}, by=by)


def doubts(draft: RawDraft) -> list[str]:
    """Words in what would be sent that look like someone's name, place or number, and that she never decided on.

    The title, the plain version and her own words in the place of others were not looked at before.
    """
    text = drafts.text_of(draft)
    left = {
        same(text[found.start : found.end])
        for found in drafts.decided_of(draft)
        if found.choice in {Choice.LEAVE, Choice.OPEN}
    }
    words: dict[str, str] = {}
    for sent in (drafts.title_of(draft), drafts.plain_of(draft), drafts.decided_text(draft)):
        for found in find(sent, drafts.names_of(draft) or ()):
            seen = sent[found.start : found.end]
            if found.label in DIRECT and same(seen) not in left:
                words.setdefault(same(seen), seen)
    return list(words.values())[:MOST_DOUBTS]


def send(*, draft: RawDraft, checked: bool, by: Person) -> Case:
    """Make it a case. `checked`: she looked at the words of `doubts`. Sending twice gives the same case.

    Raises UnfitError with everything that still stands in the way.
    """
    if draft.writer_id == by.pk and not checked and doubts(draft):
        raise UnfitError(*drafts.against_confirming(draft), Obstacle.LOOK_AGAIN)
    return drafts.confirm(draft=draft, by=by)
