"""What a PDF is made of, counted before an engine reads it; each count has a limit of its name in `limits.py`."""
