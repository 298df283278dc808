"""One module a command; each is imported when the command is called."""
