"""Breaks the engine and the packs on purpose, one small change at a time, and tells which changes no proof notices."""
