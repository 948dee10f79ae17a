"""Tools for people who write policy packs; the running gate needs none of them."""
