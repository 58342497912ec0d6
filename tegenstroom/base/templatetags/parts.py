"""Dates as people say them, money as people write it, and the parts of the interface."""

from django import template

register = template.Library()
