"""Units, sources, three-valued logic, errors, parsing of data files from bytes. Imports nothing of Roost's."""
