"""Checks that hold whatever the method: names, functions, dimensions."""
