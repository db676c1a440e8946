"""The store floor: sealed rows to and from a database; nothing here interprets them."""
