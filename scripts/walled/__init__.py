"""The walls of docs/hotmodell.md: each taken out in a copy, to see its test fail."""
