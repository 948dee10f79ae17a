"""What the gate talks about: checks, consent states, decisions and their reasons."""
