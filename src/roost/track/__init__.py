"""SessionLogs and entries become a Diary, and history for the plan."""
