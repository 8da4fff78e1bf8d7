"""boto3 lives here: S3, DynamoDB and ECS behind the ports of the domain."""
