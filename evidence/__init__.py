"""What we hold, where it came from, is it intact: sources, items, files. May import accounts and core."""
