"""Tables in and out: spreadsheets of any of four kinds become records, and records become the same tables again."""
