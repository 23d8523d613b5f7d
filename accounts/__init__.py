"""Who may do what: accounts, sign-in, matters, memberships and roles. May import core only."""
