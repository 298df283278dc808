"""The decorator that marks a hook implementation."""

import pluggy

hookimpl = pluggy.HookimplMarker("sysdsl")
