"""Drafts of a custodian's certificate for one item, filled from its chain of custody and marked as drafts."""
