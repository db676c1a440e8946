"""jourstod: from a call in the night to a handover in the morning, for Socialjouren."""

__version__ = "0.1.0"
