"""Growth over waves, of persons and the groups they are in.

>>> from tegenstroom.engines.psychometrics.growth import growth
"""

from tegenstroom.engines.psychometrics.growth.mixed import Effect, Growth, Spread, growth

__all__ = ["Effect", "Growth", "Spread", "growth"]
