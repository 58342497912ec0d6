"""Every Belgian number and address is found wherever it stands, however it is written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum import iban as iban_numbers

from tegenstroom.engines.deidentification import Label, Reason, deidentify

BEFORE = [
    "",
    "Bel ",
    "bel mij op ",
    "Nr: ",
    "(",
    "Haar nummer is ",
    "tel.",
    "GSM ",
    "- ",
    "gebeld,",
    "\n",
    "“",
    "rekening ",
]
AFTER = ["", ".", ", zei ze.", ")", "\nmorgen", " of kom langs", "!", "; en dan", "”", " (zoon)"]
AROUND = st.tuples(st.sampled_from(BEFORE), st.sampled_from(AFTER))
DIGIT = st.integers(0, 9).map(str)


def digits(number: int) -> st.SearchStrategy[str]:
    return st.text("0123456789", min_size=number, max_size=number)


def covered(text: str, written: str) -> set[Label]:
    """The labels of what covers every letter and digit of this; fails when something stays readable."""
    start = text.index(written)
    need = {place for place in range(start, start + len(written)) if text[place].isalnum()}
    found = deidentify(text)
    has = {place for each in found for place in range(each.start, each.end)}
    left = "".join(text[place] for place in sorted(need - has))
    assert not left, f"{left!r} of {written!r} stays readable in {text!r}"
    return {each.label for each in found if each.start < start + len(written) and start < each.end}


MOBILES = [
    "{a}{b}{c}{d}", "{a} {b} {c} {d}", "{a}/{b}.{c}.{d}", "{a}-{b}-{c}-{d}", "{a}.{b}.{c}.{d}",
    "{a}/{b} {c} {d}", "{a}/{b}{c}{d}", "+32{i}{b}{c}{d}", "+32 {i} {b} {c} {d}", "+32 (0){i} {b} {c} {d}",
    "0032{i}{b}{c}{d}", "0032 {i}/{b}.{c}.{d}", "+32(0){i}/{b}{c}{d}", "(+32) {i} {b} {c} {d}",
    "{a} - {b} - {c} - {d}", "{a}  {b}  {c}  {d}", "+32.{i}.{b}.{c}.{d}", "{a}_{b}_{c}_{d}",
]  # fmt: skip


@given(st.sampled_from(MOBILES), st.sampled_from("56789"), DIGIT, digits(6), AROUND)
def test_a_mobile_number(form: str, second: str, third: str, rest: str, around: tuple[str, str]) -> None:
    i = f"4{second}{third}"
    written = form.format(a=f"0{i}", i=i, b=rest[:2], c=rest[2:4], d=rest[4:])
    assert Label.PHONE in covered(f"{around[0]}{written}{around[1]}", written)


@given(st.sampled_from(MOBILES[:7]), digits(9), AROUND)
def test_a_mobile_number_with_a_blank_between_all_digits(form: str, number: str, around: tuple[str, str]) -> None:
    written = " ".join("04" + number[:8])
    covered(f"{around[0]}{written}{around[1]}", written)


LINES = [
    "{a} {b} {c} {d}",
    "{a}/{b}.{c}.{d}",
    "{a}{b}{c}{d}",
    "({a}) {b} {c} {d}",
    "{a}-{b}{c}{d}",
    "{a} / {b} . {c} . {d}",
]


@given(
    st.sampled_from(LINES),
    st.sampled_from(["02", "03", "04", "09", "011", "014", "056", "089"]),
    digits(7),
    AROUND,
)
def test_a_landline(form: str, zone: str, rest: str, around: tuple[str, str]) -> None:
    rest = rest if len(zone) == 2 else rest[:6]
    written = form.format(a=zone, b=rest[:-4], c=rest[-4:-2], d=rest[-2:])
    assert covered(f"{around[0]}{written}{around[1]}", written) & {Label.PHONE, Label.ID}


@given(st.sampled_from(["+31 6 ", "+212 6", "0090 ", "+33 ", "+380 ", "+251 "]), digits(8), AROUND)
def test_a_number_from_abroad(country: str, rest: str, around: tuple[str, str]) -> None:
    written = f"{country}{rest}"
    assert Label.PHONE in covered(f"{around[0]}{written}{around[1]}", written)


ACCOUNTS = [
    "{0}{1}{2}{3}",
    "{0} {1} {2} {3}",
    "{0}-{1}-{2}-{3}",
    "{0}.{1}.{2}.{3}",
    "{0}  {1} {2}  {3}",
    "{0} {1}{2}{3}",
]


@given(st.sampled_from(ACCOUNTS), digits(12), st.booleans(), st.sampled_from([str.upper, str.lower]), AROUND)
def test_a_belgian_account_with_right_and_wrong_check_digits(
    form: str, number: str, right: bool, case, around
) -> None:
    check = iban_numbers.calc_check_digits(f"BE00{number}")
    check = check if right else f"{(int(check) + 1) % 100:02}"
    written = case(form.format(f"BE{check}", number[:4], number[4:8], number[8:]))
    text = f"{around[0]}{written}{around[1]}"
    assert covered(text, written) == {Label.IBAN}
    assert any(each.reason is (Reason.CHECKED if right else Reason.UNCHECKED) for each in deidentify(text))


def test_an_account_from_abroad() -> None:
    for written in (
        "NL91 ABNA 0417 1643 00",
        "DE89370400440532013000",
        "FR14 2004 1010 0505 0001 3M02 606",
        "MA64 0115 1900 0001 2050 0053 4921",
    ):
        assert covered(f"Stort op {written}.", written) == {Label.IBAN}


REGISTER = [
    "{y}.{m}.{d}-{s}.{c}",
    "{y}{m}{d}{s}{c}",
    "{y}.{m}.{d}-{s}-{c}",
    "{y}{m}{d}-{s}-{c}",
    "{y} {m} {d} {s} {c}",
    "{y}/{m}/{d} {s} {c}",
    "{y}.{m}.{d} - {s}.{c}",
    "{y}{m}{d} {s}{c}",
]


@given(
    st.sampled_from(REGISTER), st.dates(), st.integers(1, 997), st.booleans(), st.sampled_from([0, 20, 40]), AROUND
)
def test_a_register_number_also_of_who_has_no_papers_yet(
    form: str, born, serial: int, right: bool, bis: int, around
) -> None:
    y, m, d, s = f"{born.year % 100:02}", f"{born.month + bis:02}", f"{born.day:02}", f"{serial:03}"
    century = "2" if born.year >= 2000 else ""
    check = 97 - int(f"{century}{y}{m}{d}{s}") % 97
    c = f"{check if right else check % 97 + 1:02}"
    written = form.format(y=y, m=m, d=d, s=s, c=c)
    assert covered(f"{around[0]}{written}{around[1]}", written) & {Label.RRN, Label.ID, Label.PHONE}


LOCAL = st.from_regex(r"[a-z]{2,8}([._-][a-z0-9]{1,8})?", fullmatch=True)


@given(
    LOCAL, st.sampled_from(["gmail.com", "telenet.be", "ocmw-lier.be", "example.org", "sub.hogeschool.eu"]), AROUND
)
def test_a_mail_address(local: str, site: str, around: tuple[str, str]) -> None:
    written = f"{local}@{site}"
    assert Label.EMAIL in covered(f"{around[0]}{written}{around[1]}", written)


@pytest.mark.parametrize(
    ("text", "written", "label"),
    [
        ("Mail naar jan (at) telenet punt be", "jan (at) telenet punt be", Label.EMAIL),
        ("mail: an.peeters @ gmail.com", "an.peeters @ gmail.com", Label.EMAIL),
        ("Zie www.bakkerijpeeters.be voor meer", "www.bakkerijpeeters.be", Label.HANDLE),
        ("volg @soraya.xo op insta", "@soraya.xo", Label.HANDLE),
        ("haar insta is soraya_99", "soraya_99", Label.HANDLE),
        ("snapchat: lieke.xx", "lieke.xx", Label.HANDLE),
        ("Rekening 001-1234567-89", "001-1234567-89", Label.IBAN),
        ("KBO 0417.497.106", "0417.497.106", Label.ID),
        ("BTW BE 0417.497.106", "0417.497.106", Label.ID),
        ("Zijn wagen (1-ABC-234) staat daar", "1-ABC-234", Label.ID),
        ("nummerplaat 2abc345 gezien", "2abc345", Label.ID),
        ("OV 8.123.456 en SP-nummer 7654321", "8.123.456", Label.ID),
        ("arrest nr. 245 889 van de RvV", "245 889", Label.ID),
        ("rolnummer 22/1187/A", "22/1187/A", Label.ID),
        ("notitienummer AN.30.LA.123456/2021", "AN.30.LA.123456/2021", Label.ID),
        ("Dossiernummer: 2023/OC/00871", "2023/OC/00871", Label.ID),
        ("zijn paspoort EP123456 is kwijt", "EP123456", Label.ID),
        ("identiteitskaart 592-1234567-89", "592-1234567-89", Label.ID),
        ("EAN 541448860000000012", "541448860000000012", Label.ID),
        ("bel nul vier zeven acht, twaalf, dertien", "nul vier zeven acht, twaalf, dertien", Label.PHONE),
        ("tel 0478 XX 12 34", "0478 XX 12 34", Label.PHONE),
    ],
)  # fmt: skip
def test_what_points_at_one_person(text: str, written: str, label: Label) -> None:
    assert covered(text, written) & {label, Label.IBAN if label is Label.ID else label}


@pytest.mark.parametrize(
    "text",
    [
        "De huur is 745 euro, of 8.940 euro per jaar.",
        "Dat kost € 1.250,50 en duurt 3 weken.",
        "80 % van de 2.400 mensen kwam om 14.30 uur.",
        "Zie artikel 60 § 7 en punt 3.2.1 van het verslag.",
        "We hebben 24/7 iemand aan de lijn, 5 op 10 belt.",
        "Ze sliep 2 tot 3 uur, in kamer 12.",
        "Lijn 24 rijdt om de 15 minuten.",
    ],
)
def test_amounts_hours_and_shares_are_left_alone(text: str) -> None:
    assert deidentify(text) == ()
