"""What coaches ask of dialogues: which heavy cases a coach got, so that they count in her month."""

from tegenstroom.coaches.actions import heavy_days
from tegenstroom.dialogue.actions import fitting

heavy_days.knows_heavy_days(fitting.heavy_days)
