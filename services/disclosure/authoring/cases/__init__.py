"""Cases, the examples beside a policy pack: read, run, tried out, compared."""
