"""Deciding: the only place where a routine is interpreted; gives entries or raises a refusal."""
