# One line a request. The route, not the path: a path names a vendor or an article. No query, no header: the format
# knows none. `request_id` is in the function's own line too, and that one holds the page's correlation id.

locals {
  access_log = {
    request_id          = "$context.requestId"
    time                = "$context.requestTime"
    route               = "$context.routeKey"
    status              = "$context.status"
    response_bytes      = "$context.responseLength"
    latency_ms          = "$context.responseLatency"
    function_latency_ms = "$context.integrationLatency"
    function_request_id = "$context.integration.requestId"
    function_error      = "$context.integrationErrorMessage"
    gateway_error       = "$context.error.responseType"
    source_ip           = "$context.identity.sourceIp"
  }
}

# Below /aws/vendedlogs the right to write needs no line of its own in the account's log policy, which has few.
resource "aws_cloudwatch_log_group" "access" {
  name              = "/aws/vendedlogs/apigateway/${var.name}"
  retention_in_days = var.log_days
}
