"""Answers, sign-offs and the day become a Screening: what our rules say, and why."""
