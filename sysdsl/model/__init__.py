"""The typed model: frozen values, free of positions."""
