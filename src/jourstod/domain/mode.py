"""The mode of a store, as its first event says it: sharp, or practice."""

from __future__ import annotations

PRACTICE, SHARP = "övning", "skarp"
