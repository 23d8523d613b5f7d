"""The ground every page stands on: the application, its headers, errors, static files, and forms made from fields."""
