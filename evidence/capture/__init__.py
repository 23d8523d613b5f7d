"""Capture of a link: what a site answered, kept as WACZ, with a picture and a print where a browser is installed."""
