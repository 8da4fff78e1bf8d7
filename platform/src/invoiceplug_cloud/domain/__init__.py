"""Pure decisions: states, keys and plans. No clock, no environment, no network."""
