"""Disk, databases and engines. The only room that reads and writes."""
