"""`tegenstroom replay-answers FILE`: after a backup was put back, take back again what people had taken back."""

from collections.abc import Iterator
from typing import Any

from tegenstroom.base.management.replaying import ReplayCommand
from tegenstroom.measurement.actions import replaying
from tegenstroom.measurement.rules.consent import Purpose


class Command(ReplayCommand[replaying.Line]):
    """Writes the list of what was taken back, one JSON object a line, or takes back what stands on it."""

    help = (
        "With --export, write the list of answers that were taken back to FILE ('-' is standard output): keep it "
        "beside the backups, not in them. Without it, read FILE after a backup was put back, and take back again "
        "what is on it. The list holds hashes, no answers and no names. Safe to repeat."
    )
    what, many = "taking back", "takings back"

    def rows(self) -> Iterator[dict[str, Any]]:
        return (
            {"measurement": measurement, "code": code_hash, "use": purpose}
            for measurement, code_hash, purpose in replaying.taken_back()
        )

    def entry(self, row: dict[str, Any]) -> replaying.Line:
        return int(row["measurement"]), str(row["code"]), Purpose(row["use"])

    def again(self, entry: replaying.Line) -> bool:
        return replaying.again(*entry)
