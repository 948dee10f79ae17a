"""Policy packs as a whole: what is wrong in them, what they say, and what editors need to know of them."""
