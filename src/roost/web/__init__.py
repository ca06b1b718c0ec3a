"""Pages for people. Renders, never computes."""
