"""Mutants: one fault at a time is put into the shipped routines, to see whether it is found."""
