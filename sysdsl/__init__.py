"""Systems thinking as text: one language and one model for many systems methods."""
