"""The command line: the only part that knows click, and the one that reads and writes files."""
