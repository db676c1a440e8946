"""Where events are kept: rows, the seal between them, and the databases."""
