"""In: a plan as the session page has it. Out: SESSION.json as a phone would send it: the made-up sessions of the example stories."""

from roost.app.made_up_session import as_file, bout, checks, done_in_full, never_begun, stopped

__all__ = ["as_file", "bout", "checks", "done_in_full", "never_begun", "stopped"]
