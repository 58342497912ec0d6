"""What a researcher fetches is read back by other people's readers, with the same values in each file."""

import io
import json
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import pyreadstat
import pytest
from django.test import Client
from django.urls import reverse
from pyarrow import parquet

from tegenstroom.accounts.models import Person
from tegenstroom.accounts.roles import RESEARCHER
from tegenstroom.accounts.tests.factories import PersonFactory
from tegenstroom.base.models import AuditEvent
from tegenstroom.measurement.models import InstrumentVersion, Sheet
from tegenstroom.measurement.tests.factories import for_research

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def odile(client: Client) -> Person:
    person = PersonFactory(roles=[RESEARCHER])
    client.force_login(person)
    return person


def fetch(client: Client, of: InstrumentVersion, kind: str) -> bytes:
    answer = client.post(reverse("measurement:research_file", args=[of.pk, kind]))
    assert answer.status_code == 200
    return answer.content


class TestTheFiles:
    def test_all_hold_the_same_values(self, client: Client, odile: Person, tmp_path: Path) -> None:
        found = for_research(12)
        Sheet.objects.filter(pk=Sheet.objects.first().pk).update(answers={"vrij": 9, "sterk": 2})
        with zipfile.ZipFile(io.BytesIO(fetch(client, found.version, "alles"))) as archive:
            files = {name.split(".", 1)[1]: archive.read(name) for name in archive.namelist()}
        (tmp_path / "a.sav").write_bytes(files["sav"])
        frame, meta = pyreadstat.read_sav(tmp_path / "a.sav", user_missing=True)
        rows = parquet.read_table(io.BytesIO(files["parquet"])).to_pylist()
        lines = files["csv"].decode("utf-8-sig").splitlines()
        assert lines[0].split(";") == list(frame.columns) == list(rows[0])
        for name in ("vrij_before", "sterk_end", "group"):
            place = lines[0].split(";").index(name)
            from_csv = [line.split(";")[place] or None for line in lines[1:]]
            from_sav = [None if value != value else str(int(value)) for value in frame[name]]
            from_parquet = [None if row[name] is None else str(row[name]) for row in rows]
            assert from_csv == from_sav == from_parquet
        assert meta.missing_user_values or meta.missing_ranges["vrij_before"]
        assert meta.variable_measure["vrij_before"] == "ordinal"
        codebook = json.loads(files["codebook.json"])
        assert codebook["about"]["licence"] == "CC BY 4.0"
        assert any("namen" in each or "naam" in each for each in codebook["about"]["notes"])
        ddi = ElementTree.fromstring(files["ddi.xml"])
        assert ddi.find(".//{*}copyright").text == "CC BY 4.0"
        assert ddi.find(".//{*}caseQnty").text == "12"

    @pytest.mark.parametrize("kind", ["sav", "csv", "parquet", "ddi"])
    def test_each_can_be_had_alone_and_is_written_down(self, client: Client, odile: Person, kind: str) -> None:
        found = for_research(11)
        assert fetch(client, found.version, kind)
        event = AuditEvent.objects.get(verb="measurement.export")
        assert (event.actor, event.details) == (odile.pk, {"file": kind, "people": 11})
