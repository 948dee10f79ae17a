"""The identity provider of a development machine: real tokens, invented people, loopback only."""
