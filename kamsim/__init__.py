"""A workbook for learning key-account management: a simulated territory, its decisions, and why accounts stay or leave."""
