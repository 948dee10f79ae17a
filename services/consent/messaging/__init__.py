"""Processes beside the web side: events on their way to webhooks, reminders, imports."""
