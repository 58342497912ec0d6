"""How a long run tells how far it is."""

from collections.abc import Callable

# Told how far, as a share from 0 to 1.
type Progress = Callable[[float], None]
