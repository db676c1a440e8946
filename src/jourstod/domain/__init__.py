"""Routines, cases, events, deadlines and handover: values and rules, no input or output."""
