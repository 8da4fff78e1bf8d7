# The tables: what is lost by no mistake. Their keys are compared with the code by tests/infra.

mock_provider "aws" {
  override_during = plan
}

variables {
  name                = "invoiceplug-test"
  maximum             = { read = 1000, write = 500 }
  deletion_protection = true
}

run "tables" {
  command = plan

  module {
    source = "./modules/tables"
  }

  assert {
    condition = alltrue([
      for table in [aws_dynamodb_table.jobs, aws_dynamodb_table.inventory, aws_dynamodb_table.ledger] : alltrue([
        table.deletion_protection_enabled,
        table.point_in_time_recovery[0].enabled,
        table.billing_mode == "PAY_PER_REQUEST",
        table.on_demand_throughput[0].max_read_request_units == 1000,
        table.on_demand_throughput[0].max_write_request_units == 500,
      ])
    ])
    error_message = "Every table is protected, can be set back in time, and costs no more than its maximum."
  }
}

run "a_place_to_try_things" {
  command = plan

  module {
    source = "./modules/tables"
  }

  variables {
    deletion_protection = false
  }

  assert {
    condition     = !aws_dynamodb_table.ledger.deletion_protection_enabled
    error_message = "An environment may be made that can be deleted again."
  }
}
