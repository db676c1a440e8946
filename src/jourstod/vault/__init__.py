"""The safe: keys, accounts and the codec that seals what is stored."""
