"""What happened to consents and disclosures, provably."""
