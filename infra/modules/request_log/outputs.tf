output "log_group" {
  description = "Name of the log's group, in us-east-1."
  value       = aws_cloudwatch_log_group.requests.name
}
