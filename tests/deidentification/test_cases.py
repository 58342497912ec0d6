"""The corpus is what its README says: readable, whole, invented, and its two parts do not know each other."""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from statistics import median

import pytest

from tests.deidentification.cases import DIRECT, INDIRECT, PARTS, Case, MarkupError, load, parse

OPEN, KEPT = load("open"), load("kept")
EVERY = [*OPEN, *KEPT]
README = (Path(__file__).parent / "cases" / "README.md").read_text(encoding="utf-8")
# Words that stand in many names: kinds, saints, and what comes before a surname.
SHARED = {
    *("het", "den", "ter", "van", "vander", "der", "kleine", "sint"),
    *("caw", "clb", "ocmw", "wzc", "ziekenhuis", "woonmaatschappij", "school", "lagere"),
}


def marked(cases: list[Case], *labels: str) -> Iterator[str]:
    for case in cases:
        for span in case.spans:
            if span.label in labels:
                yield case.text[span.start : span.end]


def words(cases: list[Case], *labels: str) -> set[str]:
    """Words of three letters and more under these labels."""
    return {word for text in marked(cases, *labels) for word in re.findall(r"[^\W\d_]{3,}", text.lower())}


def digits(text: str) -> str:
    return re.sub(r"\D", "", text)


def national_number_holds(number: str) -> bool:
    """The last two of eleven digits; whoever was born from 2000 on gets a 2 in front."""
    return int(number[9:]) in {97 - int(century + number[:9]) % 97 for century in ("", "2")}


def account_holds(iban: str) -> bool:
    return int(iban[4:] + "1114" + iban[2:4]) % 97 == 1


# The mark-up


def test_a_case_is_read_with_its_offsets() -> None:
    (case,) = parse("=== x1 | brief\n\nDag [[An|PERSON]],\n\nuit [[Lier|LOCATION]].\n")
    assert case.text == "Dag An,\n\nuit Lier."
    assert [(span.start, span.end, span.label) for span in case.spans] == [(4, 6, "PERSON"), (13, 17, "LOCATION")]


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("[[An|NAME]] komt", "no such label as NAME"),
        ("[[An |PERSON]]komt", "begins or ends with a space"),
        ("[[An|PERSON] komt", "a broken mark"),
        ("[An|PERSON]] komt", "a broken mark"),
        ("[[An]] komt", "a broken mark"),
        ("[[An [[Bos|PERSON]] komt", "a mark in a mark"),
    ],
)
def test_a_broken_mark_is_told_with_its_case(body: str, told: str) -> None:
    with pytest.raises(MarkupError, match=f"x1: .*{re.escape(told)}"):
        parse(f"=== x1 | brief\n{body}\n")


def test_nothing_stands_before_the_first_case() -> None:
    with pytest.raises(MarkupError, match="before the first case"):
        parse("Dag An\n=== x1 | brief\nDag\n")


# What is in it


def test_there_are_as_many_cases_as_promised() -> None:
    assert (len(OPEN), len(KEPT)) == (100, 70)


def test_every_case_has_a_name_of_its_own() -> None:
    assert [name for name, times in Counter(case.id for case in EVERY).items() if times > 1] == []
    assert {case.id[0] for case in OPEN} == {"o"}
    assert {case.id[0] for case in KEPT} == {"k"}


def test_no_case_says_what_another_says() -> None:
    assert len({case.text for case in EVERY}) == len(EVERY)


@pytest.mark.parametrize("part", PARTS)
def test_every_label_comes_back_in_both_parts(part: str) -> None:
    times = Counter(span.label for case in load(part) for span in case.spans)
    assert [label for label in DIRECT + INDIRECT if times[label] < 3] == []


@pytest.mark.parametrize("part", PARTS)
def test_no_style_carries_a_part(part: str) -> None:
    styles = Counter(case.style for case in load(part))
    assert len(styles) >= 20
    assert max(styles.values()) <= 8


def test_the_readme_counts_what_there_is() -> None:
    def counted(kind: str) -> dict[str, tuple[int, int]]:
        table = README.partition(f"| {kind} | open |")[2].partition("\n\n")[0]
        rows = re.findall(r"^\| ([\w -]+?) \| (\d+) \| (\d+) \|$", table, re.MULTILINE)
        return {name: (int(left), int(right)) for name, left, right in rows}

    def counts(*parts: list[str]) -> dict[str, tuple[int, int]]:
        left, right = map(Counter, parts)
        return {name: (left[name], right[name]) for name in {*left, *right}}

    labels = ([span.label for case in part for span in case.spans] for part in (OPEN, KEPT))
    assert counted("label") == counts(*labels)
    assert counted("style") == counts(*([case.style for case in part] for part in (OPEN, KEPT)))


def test_some_texts_name_nobody_and_some_only_hint() -> None:
    bare = [case for case in EVERY if not case.spans]
    hinting = [case for case in EVERY if case.spans and all(span.label in INDIRECT for span in case.spans)]
    assert len(bare) >= 16
    assert len(hinting) >= 8


def test_most_texts_are_short() -> None:
    sentences = [max(1, len(re.findall(r"[.?!]+(?=\W*\s|\W*$)", case.text))) for case in EVERY]
    assert 2 <= median(sentences) <= 4
    assert max(sentences) <= 12


@pytest.mark.parametrize("case", EVERY, ids=lambda case: case.id)
def test_whoever_is_named_once_is_marked_everywhere(case: Case) -> None:
    within = {at for span in case.spans for at in range(span.start, span.end)}
    names = words([case], "PERSON", "NICKNAME", "PET", "LOCATION") - SHARED
    missed = [
        found.group()
        for name in names
        for found in re.finditer(rf"\b{re.escape(name)}(s|ke|je)?\b", case.text, re.IGNORECASE)
        if not within.issuperset(range(*found.span()))
    ]
    assert missed == []


# Nobody is in it


def test_no_number_can_be_somebodys() -> None:
    for number in marked(EVERY, "RRN"):
        assert digits(number)[6:8] == "99", number
    for iban in filter(digits, marked(EVERY, "IBAN")):
        assert re.search(r"99[89]", digits(iban)[:5]), iban
    for phone in filter(digits, marked(EVERY, "PHONE")):
        assert re.search(r"0000\d{2,3}$", digits(phone)), phone
    for address in marked(EVERY, "EMAIL"):
        assert re.search(r"\bexample\.(org|net|com)$", address.lower()), address


def test_some_numbers_hold_and_some_fail_their_check() -> None:
    national = Counter(national_number_holds(digits(number)) for number in marked(EVERY, "RRN"))
    accounts = Counter(
        account_holds(f"BE{found}") for iban in marked(EVERY, "IBAN") if len(found := digits(iban)) == 14
    )
    assert min(national[True], national[False], accounts[True], accounts[False]) >= 2


# The kept part knows nothing of the open one


@pytest.mark.parametrize("labels", [("PERSON", "NICKNAME", "PET"), ("ADDRESS",), ("LOCATION",), ("ORG",)])
def test_the_two_parts_share_no_name(labels: tuple[str, ...]) -> None:
    assert (words(OPEN, *labels) & words(KEPT, *labels)) - SHARED == set()
