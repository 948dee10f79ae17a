"""Other services that the gate asks."""
