"""Letters about calls. A mailbox is read by others too: they name no coach and no reason."""

from tegenstroom.accounts.models import Person
from tegenstroom.accounts.roles import COORDINATOR
from tegenstroom.base import letters
from tegenstroom.coaches.models import CareCall


def call_to_make(call: CareCall) -> None:
    """Tell the one whom she chose, else every coordinator, that somebody waits for a call."""
    callers = [call.caller] if call.caller else Person.objects.with_role(COORDINATOR)
    for caller in callers:
        letters.write(
            kind="call_to_make",
            template="coaches/emails/call_to_make",
            to=caller,
            about=call,
            context={"due_at": call.due_at},
            once_key=f"coaches.call:{call.pk}:{caller.pk}",
        )
