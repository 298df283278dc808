"""Names across files: what each statement declares and what each name means."""
