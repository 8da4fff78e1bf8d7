"""The version of this package: its metadata takes it from here, when it is built."""

__version__ = "0.1.0"
