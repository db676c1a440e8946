"""A sheet already cut for one receiver becomes text, HTML or PDF."""
