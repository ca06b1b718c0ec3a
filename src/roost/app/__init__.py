"""Use cases, one file a verb. Clock, seed and store meet here alone."""
