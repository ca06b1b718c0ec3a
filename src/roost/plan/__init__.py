"""A Screening and the history become a Plan: the next dose or why there is none, the ladder ahead, and the care beside it."""
