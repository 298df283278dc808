"""The style sheet and the script of report pages, as package data."""
