"""Who may open which address: the whole law, read by test_access_matrix.py.

`ALL`: every object of that kind. `OWN`: only what concerns her; what is another's does not exist for her (404).
Whoever is not named is told the same. A visitor is sent to the login, except on public pages and signed links.
"""

from tests.architecture.access.coaches import COACHES
from tests.architecture.access.dialogue import DIALOGUE
from tests.architecture.access.measurement import MEASUREMENT
from tests.architecture.access.network import NETWORK
from tests.architecture.access.reach import ALL, COACH, OWN, SIGNED_IN, Address, Reach
from tests.architecture.access.training import TRAINING

__all__ = ["ALL", "COACH", "ELSEWHERE", "OWN", "SIGNED_IN", "TABLE", "Address", "Reach"]

TABLE = (*NETWORK, *TRAINING, *COACHES, *DIALOGUE, *MEASUREMENT)

# Addresses that answer differently by design; each has tests of its own.
ELSEWHERE = {
    "base:demo": "exists in the demo only (base/tests)",
    "base:demo_mail": "exists in the demo only (base/tests)",
    "training:enrol": "open until the first day, then it says why not (training/tests)",
}
