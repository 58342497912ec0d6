"""On which days banks move money: those on which TARGET, the euro's own settlement, is open.

Closed on Saturdays and Sundays, New Year's Day, Good Friday, Easter Monday, 1 May, 25 and 26 December: "Long-term
calendar for TARGET closing days", European Central Bank, 14 December 2000, in force from 2002 until further word
(https://www.ecb.europa.eu/press/pr/date/2000/html/pr001214_4.en.html). A holiday at a weekend moves nowhere.
"""

from datetime import date, timedelta

from dateutil.easter import easter

FIXED = {(1, 1), (5, 1), (12, 25), (12, 26)}
GOOD_FRIDAY, EASTER_MONDAY = timedelta(days=-2), timedelta(days=1)
SATURDAY = 5
DAY = timedelta(days=1)


def is_open(day: date) -> bool:
    """Whether banks move money on this day."""
    if day.weekday() >= SATURDAY or (day.month, day.day) in FIXED:
        return False
    return day - easter(day.year) not in {GOOD_FRIDAY, EASTER_MONDAY}


def open_on_or_before(day: date) -> date:
    """This day when banks are open, else the last one before it."""
    while not is_open(day):
        day -= DAY
    return day


def open_on_or_after(day: date) -> date:
    """This day when banks are open, else the first one after it."""
    while not is_open(day):
        day += DAY
    return day
