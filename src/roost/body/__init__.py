"""In: a person and an angle over time. Out: what that does to a body, as ranges. Simulated, not measured; it can't relax a stop."""
