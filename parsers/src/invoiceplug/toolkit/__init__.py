"""What a vendor's code is made with: open a PDF, find words, read values under a stated locale, take tables apart."""
