"""`tegenstroom questionnaire check` and `convert`: what is in a form, and the same in another file."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tegenstroom.engines.questionnaires import read_form, shipped_pack, write_pack
from tests.questionnaires.makers import redcap
from tests.questionnaires.test_redcap import FIRST, SECOND


def said(*arguments: object) -> str:
    out = StringIO()
    call_command("questionnaire", *map(str, arguments), stdout=out)
    return out.getvalue()


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    file = tmp_path / "kort.toml"
    file.write_text(write_pack(shipped_pack("tegenstroom-kort")), encoding="utf-8")
    return file


@pytest.fixture
def dictionary(tmp_path: Path) -> Path:
    file = tmp_path / "lijst.csv"
    file.write_bytes(redcap(FIRST, SECOND, {0: "naam", 3: "text"}))
    return file


def test_a_pack_is_checked(pack: Path) -> None:
    assert said("check", pack) == "Tegenstroom kort (tegenstroom-kort 0.1): 12 vragen, 4 schalen, nl, fr, en.\n"


def test_a_pack_becomes_a_workbook_and_a_resource(pack: Path) -> None:
    said("convert", pack, pack.with_suffix(".xlsx"))
    assert read_form("kort.xlsx", pack.with_suffix(".xlsx").read_bytes()).questionnaire == shipped_pack(
        "tegenstroom-kort"
    )
    said("convert", pack, pack.with_suffix(".json"))
    assert json.loads(pack.with_suffix(".json").read_text())["resourceType"] == "Questionnaire"


def test_a_form_without_a_licence_becomes_a_pack_when_someone_names_the_right(dictionary: Path) -> None:
    target = dictionary.with_suffix(".toml")
    with pytest.raises(CommandError, match="welk recht"):
        said("convert", dictionary, target, "--licence", "©", "--attribution", "Zij")
    assert not target.exists()
    told = said(
        "convert", dictionary, target, "--licence", "©", "--attribution", "Zij", "--permission", "Brief van 2 mei"
    )
    assert "Let op: Rij 4: “naam” nemen we niet over." in told
    assert "Geschreven: lijst.toml." in told
    assert 'permission = "Brief van 2 mei"' in target.read_text()


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["check", "weg.toml"], "bestaat niet"),
        (["check", "lijst.csv"], "onder welke licentie"),
        (["convert", "kort.toml", "kort.docx"], "schrijven we niet"),
        (["convert", "kort.toml", "weg/kort.xlsx"], "kunnen hier niet schrijven"),
        (["check", "lijst.csv", "--licence", "CC BY 4.0", "--attribution", "Zij", "--free"], "met een adres"),
    ],
)
def test_what_is_not_done_is_said_in_a_sentence(
    pack: Path, dictionary: Path, arguments: list[str], told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(pack.parent)
    with pytest.raises(CommandError, match=told) as failed:
        said(*arguments)
    assert failed.value.returncode == 1
