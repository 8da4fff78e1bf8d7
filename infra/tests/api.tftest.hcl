# The HTTP API: every route of the one definition, its function, its throttle, and a log that holds no query.

mock_provider "aws" {
  mock_resource "aws_apigatewayv2_api" {
    defaults = {
      id            = "a1b2c3d4e5"
      api_endpoint  = "https://a1b2c3d4e5.execute-api.eu-central-1.amazonaws.com"
      execution_arn = "arn:aws:execute-api:eu-central-1:111122223333:a1b2c3d4e5"
    }
  }

  mock_resource "aws_cloudwatch_log_group" {
    defaults = { arn = "arn:aws:logs:eu-central-1:111122223333:log-group:access" }
  }
}

variables {
  name     = "invoiceplug-test"
  log_days = 30

  routes = {
    presign = ["POST /jobs"]
    jobs    = ["GET /jobs", "GET /jobs/{id}"]
  }

  functions = {
    presign = { arn = "arn:aws:lambda:eu-central-1:111122223333:function:presign", invoke_arn = "arn:presign" }
    jobs    = { arn = "arn:aws:lambda:eu-central-1:111122223333:function:jobs", invoke_arn = "arn:jobs" }
  }

  throttles = {
    default      = { rate = 10, burst = 20 }
    "POST /jobs" = { rate = 1, burst = 5 }
  }
}

run "routes" {
  module {
    source = "./modules/api"
  }

  assert {
    condition     = toset(keys(aws_apigatewayv2_route.route)) == toset(["POST /jobs", "GET /jobs", "GET /jobs/{id}"])
    error_message = "Every line of the definition is a route, and nothing else is."
  }

  assert {
    condition = alltrue([for key, function in { "POST /jobs" = "presign", "GET /jobs" = "jobs" } :
      aws_apigatewayv2_route.route[key].target == "integrations/${aws_apigatewayv2_integration.function[function].id}"
    ])
    error_message = "A route leads to the function that it stands under."
  }

  assert {
    condition = alltrue([for name, integration in aws_apigatewayv2_integration.function :
      integration.integration_uri == var.functions[name].invoke_arn && integration.payload_format_version == "2.0"
    ])
    error_message = "Functions are handed payload 2.0, as the local stack hands it to them."
  }

  assert {
    condition     = length(aws_apigatewayv2_api.this.cors_configuration) == 0
    error_message = "Page and API are one origin; no other page may call it."
  }

  assert {
    condition = alltrue([for name, permission in aws_lambda_permission.function :
      permission.principal == "apigateway.amazonaws.com" && permission.function_name == var.functions[name].arn
      && permission.source_arn == "arn:aws:execute-api:eu-central-1:111122223333:a1b2c3d4e5/*/*"
    ])
    error_message = "Only this API may invoke a function."
  }

  assert {
    condition     = output.host == "a1b2c3d4e5.execute-api.eu-central-1.amazonaws.com"
    error_message = "The distribution is given a host, not an address."
  }
}

run "throttles" {
  command = plan

  module {
    source = "./modules/api"
  }

  assert {
    condition = (
      one(aws_apigatewayv2_stage.default.default_route_settings).throttling_rate_limit == 10
      && one(aws_apigatewayv2_stage.default.default_route_settings).throttling_burst_limit == 20
    )
    error_message = "A route without a throttle of its own has the default."
  }

  assert {
    condition     = [for own in aws_apigatewayv2_stage.default.route_settings : [own.route_key, own.throttling_rate_limit, own.throttling_burst_limit]] == [["POST /jobs", 1, 5]]
    error_message = "New jobs have a throttle of their own."
  }
}

run "log" {
  command = plan

  module {
    source = "./modules/api"
  }

  assert {
    condition     = jsondecode(aws_apigatewayv2_stage.default.access_log_settings[0].format).request_id == "$context.requestId"
    error_message = "A line is found by the request's id."
  }

  assert {
    condition     = !can(regex("path|query|header", lower(aws_apigatewayv2_stage.default.access_log_settings[0].format)))
    error_message = "Paths and queries name vendors and articles, headers the operator's key."
  }

  assert {
    condition     = aws_cloudwatch_log_group.access.retention_in_days == 30
    error_message = "Logs end."
  }
}

run "a_misspelt_throttle_is_refused" {
  command = plan

  module {
    source = "./modules/api"
  }

  variables {
    throttles = { default = { rate = 10, burst = 20 }, "POST /job" = { rate = 1, burst = 5 } }
  }

  expect_failures = [var.throttles]
}
