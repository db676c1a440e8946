"""Commands of the command line, one module a noun; each imports only what it needs."""
