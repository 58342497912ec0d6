"""Papers can be read aloud, and what a person typed is never code."""

import io

import pytest
from pypdf import PdfReader

from tegenstroom.base import pdf

LETTER = {
    "to": ["Ann Peeters", "Kerkstraat 1", "2000 Antwerpen"],
    "language": "nl",
    "date": "maandag 1 juni 2026",
    "subject": "Je plaats",
    "paragraphs": [["Dag Ann,"], ["Je hebt een plaats."]],
}


def read(content: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(content))


def letter(**changes):
    return pdf.render(pdf.PAPERS / "letter.typ", {"title": "Brief", "letters": [{**LETTER, **changes}]})


def test_a_paper_is_tagged_titled_and_says_its_language():
    paper = read(letter())
    root = paper.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"].startswith("nl")
    assert paper.metadata.title == "Brief"
    assert b"pdfuaid" in root["/Metadata"].get_data()


@pytest.mark.parametrize(
    "typed",
    [
        '#read("/config/settings.py")',
        "*vet* _schuin_ `code` $x^2$ #x <label> @ref",
        '"; #panic()',
        "\\#{1+1}",
        "= Kop",
    ],
)
def test_typed_text_is_never_code(typed):
    page = read(letter(paragraphs=[[typed]])).pages[0].extract_text()
    assert typed.replace(" ", "") in page.replace(" ", "").replace("\n", "").replace("\u200b", "")


def test_a_file_reaches_the_template(tmp_path, monkeypatch):
    template = tmp_path / "t.typ"
    template.write_text(
        '#let paper = json(bytes(sys.inputs.paper))\n#set document(title: "x")\n'
        '#image(bytes(paper.files.at("q.svg")), alt: "een vierkant")'
    )
    monkeypatch.setattr(pdf, "PACKAGE", tmp_path)
    svg = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>'
    assert pdf.render(template, {}, files={"q.svg": svg}).startswith(b"%PDF")


def test_many_letters_each_start_on_their_own_sheet():
    paper = pdf.render(pdf.PAPERS / "letter.typ", {"title": "Brieven", "letters": [LETTER] * 3})
    assert len(read(paper).pages) == 3


def test_a_long_letter_takes_two_sheets_and_a_long_address_of_a_page_stays_on_it():
    url = "https://tegenstroom.example/" + "a" * 90 + "/" + "b" * 90
    paper = read(letter(paragraphs=[[url], *[["Een zin. " * 30]] * 12]))
    assert len(paper.pages) == 2


@pytest.mark.parametrize(("lines", "sheets"), [(24, 1), (27, 1), (39, 2)])
def test_some_lines_too_many_for_one_sheet_stand_closer(lines: int, sheets: int) -> None:
    paragraphs = [["Een dag erbij."] * 3] * (lines // 3)
    assert len(read(letter(paragraphs=paragraphs)).pages) == sheets


def test_a_paper_is_shown_by_the_browser_and_kept_under_its_name() -> None:
    answer = pdf.answer(b"%PDF", "attest-AB12.pdf")
    assert (answer.content, answer["Content-Type"]) == (b"%PDF", "application/pdf")
    assert answer["Content-Disposition"] == 'inline; filename="attest-AB12.pdf"'
    # An organisation may be called anything: its name never ends the name of the file early.
    assert pdf.answer(b"", 'voorstel "é".pdf')["Content-Disposition"].startswith("inline; filename*=utf-8''")
