"""How a question is answered, in sentences and tables."""
