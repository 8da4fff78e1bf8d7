"""The other side of the domain's ports: AWS, and what else is outside. boto3 lives here."""
