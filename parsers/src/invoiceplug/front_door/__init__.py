"""What a PDF from a stranger passes before anything else opens it: `door.admit`. The only place that knows qpdf."""
