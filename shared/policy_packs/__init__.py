"""Policy packs: what each controller may disclose, to whom, for what and on which legal basis, as data."""
