"""The methods that come with sysdsl, each a plugin like any other."""
