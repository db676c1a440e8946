"""What a handler can do, and the ports the doing needs."""
