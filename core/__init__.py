"""The ground: settings, clock, database, log, uncertain dates, files, web plumbing. Knows nothing of law."""
