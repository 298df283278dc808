"""Targets that execute a program: a readable reference, generated Python, generated JavaScript.

All follow `sysdsl.numerics.operators`; tests hold each against the reference.
"""
