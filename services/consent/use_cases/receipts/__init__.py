"""Signed receipts (ISO/IEC TS 27560) for what somebody agreed to, took back or objected to."""
