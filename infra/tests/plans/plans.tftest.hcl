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
  environment = "test"
  region      = "eu-central-1"

  operator_key_parameter = "/invoiceplug/test/operator-key"

  images = {
    functions = "111122223333.dkr.ecr.eu-central-1.amazonaws.com/invoiceplug/functions@sha256:1111111111111111111111111111111111111111111111111111111111111111"
    task      = "111122223333.dkr.ecr.eu-central-1.amazonaws.com/invoiceplug/task@sha256:2222222222222222222222222222222222222222222222222222222222222222"
  }
  limits = { pages = 300, page_side = 14400.5 }

  guardrails = {
    jobs_a_day  = 500
    pages_a_day = 5000
    live_tasks  = 5
    workers     = 2
    throttles   = { default = { rate = 10, burst = 20 } }
  }
}

run "run_task" {
  command = plan
}

run "queue" {
  command = plan

  variables {
    dispatch = "queue"
  }
}
