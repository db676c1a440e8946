"""The front end with screens, in Textual."""
