# What a variable file cannot say.

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
  open_api    = true

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

run "a_tag_is_no_digest" {
  command         = plan
  expect_failures = [var.images]

  variables {
    images = {
      functions = "registry.test/functions:latest"
      task      = "registry.test/task@sha256:2222222222222222222222222222222222222222222222222222222222222222"
    }
  }
}

run "a_short_digest_is_none" {
  command         = plan
  expect_failures = [var.images]

  variables {
    images = {
      functions = "registry.test/functions@sha256:1111111111111111111111111111111111111111111111111111111111111111"
      task      = "registry.test/task@sha256:2222"
    }
  }
}

run "an_open_api_is_a_choice" {
  command         = plan
  expect_failures = [var.open_api]

  variables {
    open_api = false
  }
}

run "live_tasks_are_limited" {
  command         = plan
  expect_failures = [var.guardrails]

  variables {
    guardrails = {
      jobs_a_day  = 500
      pages_a_day = 5000
      live_tasks  = 101
      workers     = 2
      throttles   = { default = { rate = 10, burst = 20 } }
    }
  }
}

run "a_table_takes_one_whole_transaction" {
  command         = plan
  expect_failures = [var.table_maximum]

  variables {
    table_maximum = { read = 1000, write = 100 }
  }
}

run "there_are_two_ways_to_dispatch" {
  command         = plan
  expect_failures = [var.dispatch]

  variables {
    dispatch = "stream"
  }
}

run "an_environment_is_a_word" {
  command         = plan
  expect_failures = [var.environment]

  variables {
    environment = "Prod 2"
  }
}

run "an_address_is_a_range" {
  command         = plan
  expect_failures = [var.allowed_cidrs]

  variables {
    allowed_cidrs = ["the office"]
  }
}
