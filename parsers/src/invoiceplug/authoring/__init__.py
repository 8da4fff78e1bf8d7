"""What plugin authors use: samples with their expected files, and what differs."""
