# A function: an image that cannot change, a log that does not stay for ever, and no right that was not given.

mock_provider "aws" {
  override_during = plan

  mock_resource "aws_cloudwatch_log_group" {
    defaults = { arn = "arn:aws:logs:eu-central-1:111122223333:log-group:/aws/lambda/one" }
  }

  mock_resource "aws_iam_role" {
    defaults = { arn = "arn:aws:iam::111122223333:role/one" }
  }
}

variables {
  name        = "one"
  command     = "invoiceplug_cloud.handlers.presign.handler"
  environment = { JOBS_TABLE = "jobs" }
  log_days    = 30

  image = {
    uri          = "registry.test/functions@sha256:1111111111111111111111111111111111111111111111111111111111111111"
    architecture = "x86_64"
  }

  statements = [{ Sid = "One", Effect = "Allow", Action = "s3:PutObject", Resource = "arn:aws:s3:::documents/raw/*" }]
}

run "function" {
  command = plan

  module {
    source = "./modules/function"
  }

  assert {
    condition     = aws_lambda_function.this.image_config[0].command == tolist(["invoiceplug_cloud.handlers.presign.handler"])
    error_message = "One image, and a handler of its own."
  }

  assert {
    condition     = aws_lambda_function.this.timeout == 29 && aws_lambda_function.this.memory_size == 1024
    error_message = "A function ends before the HTTP API gives up."
  }

  assert {
    condition     = aws_cloudwatch_log_group.this.retention_in_days == 30
    error_message = "Logs do not stay for ever."
  }

  assert {
    condition = jsondecode(aws_iam_role_policy.this.policy).Statement == [
      { Sid = "One", Effect = "Allow", Action = "s3:PutObject", Resource = "arn:aws:s3:::documents/raw/*" },
      {
        Sid      = "Log"
        Effect   = "Allow"
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Resource = "arn:aws:logs:eu-central-1:111122223333:log-group:/aws/lambda/one:*"
      },
    ]
    error_message = "What was given, and its own log."
  }
}

run "tracing" {
  command = plan

  module {
    source = "./modules/function"
  }

  variables {
    tracing = true
  }

  assert {
    condition = (
      aws_lambda_function.this.tracing_config[0].mode == "Active"
      && contains([for statement in jsondecode(aws_iam_role_policy.this.policy).Statement : statement.Sid], "Trace")
    )
    error_message = "Who asks for traces gets them, and the right to write them."
  }
}
