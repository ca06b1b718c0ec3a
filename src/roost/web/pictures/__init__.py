"""Numbers become pictures: SVG of our own, each with a title, a description and the same as a table. No clock, no disk."""
