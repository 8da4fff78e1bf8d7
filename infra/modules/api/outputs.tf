output "id" {
  description = "The API's id, as metrics name it."
  value       = aws_apigatewayv2_api.this.id
}

output "host" {
  description = "The host name that the distribution asks."
  value       = trimprefix(aws_apigatewayv2_api.this.api_endpoint, "https://")
}

output "log_group" {
  description = "Name of the access log's group."
  value       = aws_cloudwatch_log_group.access.name
}
