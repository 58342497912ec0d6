"""What must be decided before a story leaves its writer."""

from collections.abc import Collection
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tegenstroom.dialogue.rules.drafts import (
    MARKED,
    NO_FINDING,
    Cause,
    Choice,
    Decided,
    Detail,
    Draft,
    Obstacle,
    Question,
    against_asking,
    against_choosing,
    against_confirming,
    causes,
    decided_text,
    is_proposal,
    left_fine,
    none_because,
    own_reason,
    own_words,
    proposed_places,
    settled,
    still_there,
)

TEXT = "Sofie belde naar Wim. Sofie huilde."
NO = dict.fromkeys(Question, False)
SOFIE, WIM, AGAIN = (0, 5), (17, 20), (22, 27)


def found(
    place: tuple[int, int], choice: Choice, instead: str = "", label: str = "PERSON", why: str = ""
) -> Decided:
    return Decided(*place, label, choice, instead=instead, why=why)


READY = Draft(
    title="Een telefoon",
    text=TEXT,
    plain="Een vrouw belt. Ze huilt.",
    names=["Sofie", "Wim"],
    findings=[
        found(SOFIE, Choice.REPLACE, "[moeder]"),
        found(WIM, Choice.REPLACE, "[vader]"),
        found(AGAIN, Choice.REPLACE, "[moeder]"),
    ],
    looked_at=True,
    answers=NO,
    fine=(),
    read_by_another=False,
    plain_holds=True,
)


def against(draft: Draft) -> tuple[Obstacle, ...]:
    return against_confirming(draft, most_fine=2)


def test_a_draft_in_which_all_is_decided_may_go() -> None:
    assert against(READY) == ()
    assert decided_text(READY.text, READY.findings) == "[moeder] belde naar [vader]. [moeder] huilde."


@pytest.mark.parametrize(
    ("change", "obstacle"),
    [
        ({"title": " "}, Obstacle.EMPTY),
        ({"text": "", "findings": []}, Obstacle.EMPTY),
        ({"names": None}, Obstacle.NO_NAMES),
        ({"looked_at": False}, Obstacle.NOT_LOOKED_AT),
        ({"answers": {Question.RECOGNISED: False}}, Obstacle.UNANSWERED),
        ({"answers": NO | {Question.IN_THE_NEWS: True}}, Obstacle.SECOND_READER),
        ({"fine": {Detail.AGE, Detail.JOB, Detail.PLACE}}, Obstacle.SECOND_READER),
        ({"plain": ""}, Obstacle.NO_PLAIN_TEXT),
        ({"themed": False}, Obstacle.NO_THEME),
        ({"marks_lost": True}, Obstacle.MARKS_LOST),
        ({"plain_holds": False}, Obstacle.PLAIN_TOO_HARD),
        ({"plain": "SOFIE belt."}, Obstacle.STILL_THERE),
        ({"title": "Het verhaal van wim"}, Obstacle.STILL_THERE),
    ],
)
def test_what_stands_in_the_way_is_named(change: dict[str, object], obstacle: Obstacle) -> None:
    assert against(replace(READY, **change)) == (obstacle,)


def test_one_open_finding_is_enough() -> None:
    first, *others = READY.findings
    open_one = replace(READY, findings=[*others, replace(first, choice=Choice.OPEN)])
    assert Obstacle.OPEN_FINDING in against(open_one)
    assert decided_text(TEXT, open_one.findings, hide_open=True).startswith("▮▮▮ belde")


def test_a_name_that_was_replaced_once_and_stands_elsewhere_is_seen() -> None:
    once = replace(READY, findings=READY.findings[:2])
    assert still_there(once) == {"Sofie"}
    assert against(once) == (Obstacle.STILL_THERE,)


def test_a_name_that_the_writer_gave_and_nobody_found_is_seen() -> None:
    assert still_there(replace(READY, names=["huilde"])) == {"huilde"}


def test_part_of_a_word_is_no_name() -> None:
    assert still_there(replace(READY, names=["bel"], plain="Ze belt.")) == frozenset()


def test_what_may_stay_with_a_reason_may_also_stand_elsewhere() -> None:
    sofie = found(SOFIE, Choice.LEAVE, why="Zo heet een boek.")
    draft = replace(READY, findings=[sofie, READY.findings[1], replace(sofie, start=22, end=27)])
    assert against(draft) == ()


def test_leaving_a_direct_identifier_asks_a_reason() -> None:
    assert against_choosing(found(SOFIE, Choice.LEAVE)) is Obstacle.REASON_MISSING
    assert against_choosing(found(SOFIE, Choice.LEAVE, label=MARKED)) is Obstacle.REASON_MISSING
    assert against_choosing(found(SOFIE, Choice.LEAVE, why="Een boek.")) is None
    assert against_choosing(found(SOFIE, Choice.LEAVE, label="AGE")) is None


@pytest.mark.parametrize("label", ["RRN", "PHONE", "IBAN", "EMAIL", "HANDLE"])
@pytest.mark.parametrize("why", [NO_FINDING, "Dit wijst niemand aan.", none_because("Een lied.")])
def test_of_a_number_nobody_can_say_that_it_is_none(label: str, why: str) -> None:
    assert against_choosing(found(SOFIE, Choice.LEAVE, label=label, why=why)) is Obstacle.NOT_NOTHING
    assert against_choosing(found(SOFIE, Choice.LEAVE, label=label, why="Een lied.")) is None


def test_of_a_name_that_she_gave_nobody_can_say_that_it_is_none() -> None:
    given = replace(found(SOFIE, Choice.LEAVE, why=none_because("Een boek.")), reason="typed")
    assert against_choosing(given) is Obstacle.NOT_NOTHING
    assert against_choosing(replace(given, why="Een boek.")) is None
    assert against_choosing(replace(given, reason="known-name")) is None


@pytest.mark.parametrize(
    ("label", "reason", "obstacle"),
    [
        ("PERSON", "known-name", Obstacle.REASON_MISSING),
        ("ORG", "organisation", Obstacle.REASON_MISSING),
        (MARKED, "", Obstacle.REASON_MISSING),
        ("PERSON", "unknown-capital", None),
        ("AGE", "age", None),
    ],
)
def test_that_something_is_none_asks_a_reason_of_what_points_straight_at_someone(
    label: str, reason: str, obstacle: Obstacle | None
) -> None:
    bare = replace(found(SOFIE, Choice.LEAVE, label=label, why=NO_FINDING), reason=reason)
    assert against_choosing(bare) is obstacle
    assert against_choosing(replace(bare, why=none_because("Een bloem."))) is None


def test_what_is_none_does_not_count_as_a_detail_whatever_its_reason() -> None:
    town = found(SOFIE, Choice.LEAVE, label="LOCATION", why="Het gaat over die stad.")
    assert left_fine([town]) == {Detail.PLACE}
    assert left_fine([replace(town, why=none_because("Een koekenpan."))]) == frozenset()


def test_the_words_that_something_is_none_keep_her_reason() -> None:
    assert own_reason(none_because(" Een boek: een roman. ")) == "Een boek: een roman."
    assert own_reason(none_because("")) == ""
    assert own_reason(" Een boek. ") == "Een boek."


def test_replacing_asks_what_comes_instead() -> None:
    assert against_choosing(found(SOFIE, Choice.GENERALISE, " ")) is Obstacle.NO_WORDS_INSTEAD


def test_two_details_may_stay_fine_and_a_third_asks_a_reader() -> None:
    for number in range(len(Detail) + 1):
        fine = set(list(Detail)[:number])
        expected = (Cause.TOO_FINE,) if number > 2 else ()
        assert causes(replace(READY, fine=fine), most_fine=2) == expected


@pytest.mark.parametrize("question", Question)
def test_one_yes_asks_a_reader_and_says_so(question: Question) -> None:
    assert causes(replace(READY, answers=NO | {question: True}), most_fine=2) == (Cause.ANSWER,)


@pytest.mark.parametrize("fine", [(), set(Detail)])
@pytest.mark.parametrize("read_by_another", [False, True])
def test_a_no_binds_as_long_as_no_word_changed(fine: Collection[Detail], *, read_by_another: bool) -> None:
    known = replace(READY, fine=fine, was_recognised=True, is_recognised=True, read_by_another=read_by_another)
    assert against(known) == (Obstacle.RECOGNISED,)
    assert against_asking(known) == (Obstacle.RECOGNISED,)
    assert causes(known, most_fine=2)[0] is Cause.RECOGNISED


def test_after_a_no_other_words_ask_a_yes_whatever_stays_fine() -> None:
    changed = replace(READY, was_recognised=True)
    assert against(changed) == (Obstacle.SECOND_READER,)
    assert against_asking(changed) == ()
    assert against(replace(changed, read_by_another=True)) == ()


@pytest.mark.parametrize(
    ("change", "obstacle"),
    [
        ({"looked_at": False}, Obstacle.OPEN_FINDING),
        ({"findings": [found(SOFIE, Choice.OPEN)], "names": []}, Obstacle.OPEN_FINDING),
        ({"marks_lost": True}, Obstacle.MARKS_LOST),
        ({"title": "Sofie"}, Obstacle.STILL_THERE),
        ({"plain": "Sofie belt."}, Obstacle.STILL_THERE),
    ],
)
def test_nobody_is_asked_to_read_what_is_not_ready(change: dict[str, object], obstacle: Obstacle) -> None:
    assert against_asking(replace(READY, **change)) == (obstacle,)


def test_a_second_reader_lifts_the_budget() -> None:
    assert against(replace(READY, fine=set(Detail), read_by_another=True)) == ()


def test_overlapping_findings_are_refused() -> None:
    with pytest.raises(ValueError, match="3"):
        decided_text(TEXT, [found((0, 5), Choice.OPEN), found((3, 8), Choice.OPEN)])


@given(text=st.text(min_size=1, max_size=60), data=st.data())
def test_what_is_replaced_leaves_the_rest_as_it_was(text: str, data: st.DataObject) -> None:
    cuts = sorted(data.draw(st.sets(st.integers(0, len(text)), max_size=6)))
    spans = [(start, end) for start, end in zip(cuts[::2], cuts[1::2], strict=False)]
    kept = [found(span, Choice.LEAVE) for span in spans]
    assert decided_text(text, kept) == text
    gone = [found(span, Choice.REPLACE, "") for span in spans]
    rest = "".join(
        sign for place, sign in enumerate(text) if not any(start <= place < end for start, end in spans)
    )
    assert decided_text(text, gone) == rest


BAKERY = "Samira werkt in een bakkerij. Ze slaapt slecht."
SAMIRA, HER_JOB = (0, 6), (20, 28)


def in_the_bakery(instead: str, *, is_proposed: bool, **others: object) -> Draft:
    job = replace(found(HER_JOB, Choice.GENERALISE, instead, "ORG"), is_proposed=is_proposed)
    her = replace(found(SAMIRA, Choice.REPLACE, "[moeder]"), is_proposed=True)
    return replace(READY, **{"text": BAKERY, "names": ["Samira"], "findings": [her, job]} | others)


IN_OCTOBER = "Op 3 oktober belde dokter Peeters. Ze is 34."


def on_a_day(instead: str, *, is_proposed: bool) -> list[Decided]:
    places = (((3, 12), instead, "DATE"), ((26, 33), "een dokter", "PERSON"), ((41, 43), "dertiger", "AGE"))
    made = [found(place, Choice.GENERALISE, words, label) for place, words, label in places]
    return [replace(one, is_proposed=is_proposed) for one in made]


def test_what_was_proposed_is_fitted_into_its_sentence() -> None:
    proposed = on_a_day("in de herfst", is_proposed=True)
    text = decided_text(IN_OCTOBER, proposed)
    assert text == "In de herfst belde een dokter. Ze is een dertiger."
    assert [text[start:end] for start, end in proposed_places(IN_OCTOBER, proposed)] == [
        "In de herfst",
        "een dokter",
        "een dertiger",
    ]


def test_what_she_wrote_herself_stands_there_to_the_letter() -> None:
    assert decided_text(IN_OCTOBER, on_a_day("een dag", is_proposed=False)) == (
        "Op een dag belde dokter een dokter. Ze is dertiger."
    )


@pytest.mark.parametrize("instead", ["een bakkerij", "[een bakkerij]", "[een bakkerij 2]"])
def test_a_word_that_was_proposed_is_not_held_against_her(instead: str) -> None:
    assert against(in_the_bakery(instead, is_proposed=True)) == ()
    assert against(in_the_bakery(instead, is_proposed=True, plain="Ze werkt in een bakkerij.")) == ()
    assert against(in_the_bakery(instead, is_proposed=True, names=["Samira", "Bakkerij"])) == ()


def test_a_word_that_she_wrote_instead_herself_is_seen() -> None:
    assert still_there(in_the_bakery("de bakkerij", is_proposed=False)) == {"bakkerij"}


def test_a_name_that_stands_in_another_proposal_only_is_not_seen() -> None:
    called = in_the_bakery("een winkel", is_proposed=True, names=["moeder"])
    assert still_there(called) == frozenset()
    assert still_there(replace(called, plain="Moeder slaapt slecht.")) == {"moeder"}


def test_a_name_that_was_taken_out_by_a_proposal_and_stands_elsewhere_is_seen() -> None:
    proposed = [replace(one, is_proposed=True) for one in READY.findings]
    assert still_there(replace(READY, findings=proposed[:2])) == {"Sofie"}
    assert still_there(replace(READY, findings=proposed, title="Sofie")) == {"Sofie"}


def test_what_comes_instead_is_a_proposal_whatever_its_number() -> None:
    assert is_proposal("[persoon 2]", ["[persoon 1]", "iemand"])
    assert is_proposal(" iemand ", ["[persoon 1]", "iemand"])
    assert is_proposal("[persoon 2]'s", ["[persoon 1]'s", "iemand's"])
    assert not is_proposal("[Samira 2]", ["[persoon 1]", "iemand"])
    assert not is_proposal("in 2023", ["[een datum]", "in 2024"])
    assert not is_proposal("", ["", ""])


WORDS = st.lists(st.sampled_from(["sofie", "bakkerij", "een", "wim"]), min_size=1, max_size=5)


@given(text=WORDS, data=st.data())
def test_no_proposal_ever_stands_in_the_way(text: list[str], data: st.DataObject) -> None:
    """Whatever was proposed, only what stands outside of it counts."""
    whole, place, findings = " ".join(text), 0, []
    for word in text:
        if data.draw(st.booleans()):
            instead = " ".join(data.draw(WORDS))
            one = found((place, place + len(word)), Choice.REPLACE, instead)
            findings.append(replace(one, is_proposed=True))
        place += len(word) + 1
    draft = replace(READY, text=whole, findings=findings, names=[], title="Nu", plain="Kort.")
    left = {word for word in text if word in own_words(whole, findings).split()}
    assert still_there(draft) <= left
    places = proposed_places(whole, findings)
    assert [decided_text(whole, findings)[start:end] for start, end in places] == [one.instead for one in findings]


@pytest.mark.parametrize(
    ("job", "is_settled"),
    [
        (found(HER_JOB, Choice.LEAVE, label="ORG", why="Er zijn er veel."), True),
        (found(HER_JOB, Choice.LEAVE, label="PROFESSION"), False),
        (found(HER_JOB, Choice.OPEN, label="ORG"), True),
        (found(HER_JOB, Choice.GENERALISE, "een winkel", "ORG"), False),
        (found(HER_JOB, Choice.GENERALISE, "een bakkerij", "ORG"), False),
        (replace(found(HER_JOB, Choice.GENERALISE, "een bakkerij", "ORG"), is_proposed=True), True),
    ],
)
def test_only_what_stays_with_a_reason_is_not_asked_again(job: Decided, is_settled: bool) -> None:
    assert settled(replace(READY, text=BAKERY, findings=[job])) == ({"bakkerij"} if is_settled else frozenset())
