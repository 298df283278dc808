"""The language server: the only part of sysdsl that knows the Language Server Protocol."""
