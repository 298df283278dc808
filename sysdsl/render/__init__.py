"""Figures and tables as values, laid out, drawn and written."""
