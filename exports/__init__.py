"""What leaves: dossiers, snapshots, PDF and tables. May import every room but app."""
