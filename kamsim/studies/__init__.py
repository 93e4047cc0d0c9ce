"""Studies: many runs, policies, measures, and comparisons on the same luck."""
