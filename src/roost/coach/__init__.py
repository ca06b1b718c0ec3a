"""A Plan with a next dose, and events, become a SessionLog."""
