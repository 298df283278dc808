"""Simulations as programs: their meaning, their times, what their results look like."""
