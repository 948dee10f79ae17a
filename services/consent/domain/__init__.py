"""What consents, withdrawals and objections are, and what follows from them."""
