# The operator's key: the functions know its name, and may read that one parameter.

mock_provider "aws" {
  source          = "./tests/mocks"
  override_during = plan
}

mock_provider "aws" {
  alias           = "us_east_1"
  source          = "./tests/mocks"
  override_during = plan
}

variables {
  environment            = "test"
  region                 = "eu-central-1"
  operator_key_parameter = "/invoiceplug/test/operator-key"

  images = {
    functions = "registry.test/functions@sha256:1111111111111111111111111111111111111111111111111111111111111111"
    task      = "registry.test/task@sha256:2222222222222222222222222222222222222222222222222222222222222222"
  }

  guardrails = {
    jobs_a_day  = 500
    pages_a_day = 5000
    live_tasks  = 5
    workers     = 2
    throttles   = { default = { rate = 10, burst = 20 } }
  }
}

run "a_key_is_enough" {
  command = plan

  assert {
    condition     = local.access_environment.OPERATOR_KEY_PARAMETER == "/invoiceplug/test/operator-key"
    error_message = "The functions are told which parameter holds the key."
  }

  assert {
    condition = local.access_statements == [{
      Sid      = "KnowTheKey"
      Effect   = "Allow"
      Action   = "ssm:GetParameter"
      Resource = "arn:aws:ssm:eu-central-1:111122223333:parameter/invoiceplug/test/operator-key"
    }]
    error_message = "They may read that parameter, and no other."
  }
}

run "without_a_key_there_is_nothing_to_read" {
  command = plan

  variables {
    operator_key_parameter = ""
    allowed_cidrs          = ["203.0.113.0/24"]
  }

  assert {
    condition     = length(local.access_statements) == 0 && keys(local.access_environment) == ["ORIGIN_SECRET"]
    error_message = "No right without a use."
  }
}
