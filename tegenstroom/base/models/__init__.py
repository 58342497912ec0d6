"""Tables that every app may use, and the abstract rows that they build on."""

from tegenstroom.base.models.abstract import PeerManager, Row
from tegenstroom.base.models.audit import AuditEvent
from tegenstroom.base.models.clock import Beat
from tegenstroom.base.models.figures import Figure
from tegenstroom.base.models.keys import DataKey
from tegenstroom.base.models.letters import Attachment, Letter
from tegenstroom.base.models.stamps import Stamp

__all__ = ["Attachment", "AuditEvent", "Beat", "DataKey", "Figure", "Letter", "PeerManager", "Row", "Stamp"]
