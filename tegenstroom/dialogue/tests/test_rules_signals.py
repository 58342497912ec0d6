"""How far a sentence for policy goes: nobody outside reads what no coach of its dialogue let out."""

from hypothesis import example, given
from hypothesis import strategies as st

from tegenstroom.dialogue.rules.found import points_at_someone
from tegenstroom.dialogue.rules.harvest import Standing, is_shown, may_read

DIALOGUES, COACHES = range(7), range(8)
# Who sits where: each coach in two dialogues.
SITS = {dialogue: frozenset((dialogue, dialogue + 1)) for dialogue in DIALOGUES}

type Step = tuple[str, int]
STEPS = st.lists(
    st.one_of(
        st.tuples(st.sampled_from(("name", "unname")), st.sampled_from(DIALOGUES)),
        st.tuples(st.sampled_from(("approve", "back")), st.sampled_from(COACHES)),
    ),
    max_size=40,
)


def where(coach: int) -> set[int]:
    return {dialogue for dialogue in DIALOGUES if coach in SITS[dialogue]}


@given(STEPS)
# Taken back where it was let out, while it stands elsewhere; and far enough for policy.
@example([("name", 0), ("approve", 0), ("name", 3), ("unname", 0)])
@example([*(("name", number) for number in range(5)), ("approve", 0), ("approve", 7), ("back", 0)])
def test_nobody_outside_reads_what_no_coach_of_its_dialogue_approved_and_policy_none_under_five(
    steps: list[Step],
) -> None:
    named: set[int] = set()
    approved: set[int] = set()
    for step, number in steps:
        standing = Standing({one: SITS[one] for one in named}, frozenset(approved))
        match step:
            case "name":
                named.add(number)
            case "unname":
                named.discard(number)
            case "approve" if may_read(standing, where(number)):
                approved.add(number)
            case "back":
                approved.discard(number)
        standing = Standing({one: SITS[one] for one in named}, frozenset(approved))
        inside_yes = [coach for coach in approved if where(coach) & named]
        assert may_read(standing, ()) == bool(inside_yes)
        for coach in COACHES:
            assert may_read(standing, where(coach)) == bool(inside_yes or where(coach) & named)
        if is_shown(standing, from_dialogues=5, from_coaches=2):
            assert len(named) >= 5
            assert len(approved) >= 2
            assert inside_yes


def test_a_yes_from_outside_alone_shows_nothing_to_policy() -> None:
    standing = Standing({number: frozenset({number}) for number in range(5)}, frozenset({8, 9}))
    assert not is_shown(standing, from_dialogues=5, from_coaches=2)
    assert is_shown(Standing(standing.coaches, frozenset({0, 9})), from_dialogues=5, from_coaches=2)


def test_places_and_organisations_may_stand_in_a_sentence_for_policy() -> None:
    for label in ("LOCATION", "ORG", "POSTCODE", "AGE"):
        assert not points_at_someone(label, "known-place")
    for label in ("PERSON", "NICKNAME", "ADDRESS", "RRN", "PHONE", "EMAIL", "HANDLE", "IBAN", "ID"):
        assert points_at_someone(label, "shape")
    assert not points_at_someone("PERSON", "unknown-capital")
