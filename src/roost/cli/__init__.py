"""The command line. Prints, never computes."""
