"""Blocks drawn as pages: HTML from templates, and from it a PDF, made in a process of its own with limits."""
