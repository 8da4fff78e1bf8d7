"""The line table of a vendor template: where it stands, which text lines are rows, and what became of the others."""
