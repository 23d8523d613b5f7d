"""What is asserted and decided, on what proof: parties, claims, citations, proceedings, chronology, checks."""
