"""A second, slow and obvious implementation of the decision, and what it is held against."""
