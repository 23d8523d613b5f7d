"""The text of stored files: what a file really is, and its words, page by page, read by a child that can do no harm."""
