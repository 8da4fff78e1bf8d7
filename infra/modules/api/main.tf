# The HTTP API: one route for each line of routes.json, to the function that the line stands under.
# Nobody but the distribution is meant to call it; it sends the origin secret, which the functions check.

locals {
  routes        = merge([for function, keys in var.routes : { for key in keys : key => function }]...)
  own_throttles = { for route, throttle in var.throttles : route => throttle if route != "default" }
}

resource "aws_apigatewayv2_api" "this" {
  name          = var.name
  description   = "The page's API. No CORS: page and API are one origin, behind the distribution."
  protocol_type = "HTTP"
}

resource "aws_apigatewayv2_integration" "function" {
  for_each = var.routes

  api_id                 = aws_apigatewayv2_api.this.id
  integration_type       = "AWS_PROXY"
  integration_method     = "POST"
  integration_uri        = var.functions[each.key].invoke_arn
  payload_format_version = "2.0"
  timeout_milliseconds   = 30000 # the most there is, and a second more than the functions take
}

resource "aws_apigatewayv2_route" "route" {
  for_each = local.routes

  api_id             = aws_apigatewayv2_api.this.id
  route_key          = each.key
  target             = "integrations/${aws_apigatewayv2_integration.function[each.value].id}"
  authorization_type = "NONE"
}

resource "aws_apigatewayv2_stage" "default" {
  api_id      = aws_apigatewayv2_api.this.id
  name        = "$default"
  auto_deploy = true

  default_route_settings {
    throttling_rate_limit  = var.throttles["default"].rate
    throttling_burst_limit = var.throttles["default"].burst
  }

  dynamic "route_settings" {
    for_each = local.own_throttles
    content {
      route_key              = route_settings.key
      throttling_rate_limit  = route_settings.value.rate
      throttling_burst_limit = route_settings.value.burst
    }
  }

  access_log_settings {
    destination_arn = aws_cloudwatch_log_group.access.arn
    format          = jsonencode(local.access_log)
  }

  depends_on = [aws_apigatewayv2_route.route] # settings of a route that is not there yet are refused
}

resource "aws_lambda_permission" "function" {
  for_each = var.routes

  statement_id  = "http-api"
  action        = "lambda:InvokeFunction"
  function_name = var.functions[each.key].arn
  principal     = "apigateway.amazonaws.com"
  source_arn    = "${aws_apigatewayv2_api.this.execution_arn}/*/*"
}
