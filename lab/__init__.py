"""The laboratory: what is done to the program on purpose, and whether anything was lost."""
