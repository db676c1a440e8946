"""The front end with lines, for a plain terminal and a screen reader."""
