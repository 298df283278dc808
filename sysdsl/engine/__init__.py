"""The phases put together, so that an edit repeats only what it touched."""
