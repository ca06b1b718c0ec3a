"""Text as people write it, and codes, become Answers with the words that led there."""
