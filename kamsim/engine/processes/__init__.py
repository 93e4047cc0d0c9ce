"""What happens in time: each process waits, checks again, asks a rule, records."""
