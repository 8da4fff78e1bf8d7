"""`python -m invoiceplug`: the command line, where its folder is not on the path."""

from invoiceplug.cli import main

main()
