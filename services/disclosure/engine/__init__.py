"""The decision engine: pure, total and the same for every controller; what differs is data in the policy pack."""
