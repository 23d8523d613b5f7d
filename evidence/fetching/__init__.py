"""Going out: the one way in which this program asks other machines for pages, and the rows that say so."""
