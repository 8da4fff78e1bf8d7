"""Does the PDF say what it shows? What was read against what a person sees on the page.

`ink` of the toolkit knows which letters are seen; the modules here judge what that means for the values. Every reading
takes `spelling`; only the guarded profile looks at the ink, which `pages` does.
"""
