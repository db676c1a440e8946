"""Jourstöd: support for the social services out-of-hours duty, from the first call to the handover."""
