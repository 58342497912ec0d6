"""How stories of coaches leave the places that trainings gave them."""

from tegenstroom.coaches.actions.copies import declare_use_handler
from tegenstroom.training.actions import stories
from tegenstroom.training.rules.stories import GROUP_USES

declare_use_handler(stories.KIND, uses=GROUP_USES, take_away=stories.take_away)
