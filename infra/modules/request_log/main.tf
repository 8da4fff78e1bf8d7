# The distribution's log: one line a request, with chosen fields. No query (it holds what people search for), no cookie,
# no referrer. It must be given the provider of us-east-1: CloudFront is everywhere, and its logs are set up there.

resource "aws_cloudwatch_log_group" "requests" {
  name              = "/aws/vendedlogs/cloudfront/${var.name}"
  retention_in_days = var.log_days
}

resource "aws_cloudwatch_log_delivery_source" "distribution" {
  name         = var.name
  log_type     = "ACCESS_LOGS"
  resource_arn = var.distribution_arn
}

resource "aws_cloudwatch_log_delivery_destination" "requests" {
  name          = var.name
  output_format = "json"

  delivery_destination_configuration {
    destination_resource_arn = aws_cloudwatch_log_group.requests.arn
  }
}

resource "aws_cloudwatch_log_delivery" "requests" {
  delivery_source_name     = aws_cloudwatch_log_delivery_source.distribution.name
  delivery_destination_arn = aws_cloudwatch_log_delivery_destination.requests.arn

  record_fields = [
    "date", "time", "x-edge-location", "c-ip", "cs-method", "cs-uri-stem", "sc-status", "sc-bytes", "time-taken",
    "x-edge-request-id", "x-edge-result-type", "x-edge-detailed-result-type", "cs-protocol-version", "ssl-protocol",
  ]
}
