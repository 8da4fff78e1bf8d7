# Who looks while nobody looks: every alarm says what to do, somebody is told, and a month has a limit.

mock_provider "aws" {
  mock_data "aws_caller_identity" {
    defaults = { account_id = "111122223333" }
  }

  mock_data "aws_partition" {
    defaults = { partition = "aws" }
  }

  mock_data "aws_region" {
    defaults = { name = "eu-central-1" }
  }

  mock_resource "aws_sns_topic" {
    defaults = { arn = "arn:aws:sns:eu-central-1:111122223333:invoiceplug-test-alarms" }
  }

  mock_resource "aws_kms_key" {
    defaults = { arn = "arn:aws:kms:eu-central-1:111122223333:key/k1" }
  }
}

variables {
  name        = "invoiceplug-test"
  environment = "test"
  alarm_email = "shop@example.com"
  budget_usd  = 50
  watched = {
    api            = "a1"
    functions      = { presign = "invoiceplug-test-presign", jobs = "invoiceplug-test-jobs", apply = "invoiceplug-test-apply" }
    tables         = { jobs = "invoiceplug-test-jobs", inventory = "invoiceplug-test-inventory", ledger = "invoiceplug-test-apply-ledger" }
    task_events    = { queue = "invoiceplug-test-task-events", dead = "invoiceplug-test-task-events-dead" }
    dispatch       = { queue = "invoiceplug-test-dispatch", dead = "invoiceplug-test-dispatch-dead" }
    largest_number = 5
  }
}

run "alarms" {
  module {
    source = "./modules/observability"
  }

  assert {
    condition = alltrue([
      for alarm in aws_cloudwatch_metric_alarm.this : can(regex("[.] What to do: docs/how-to/runbook[.]md#[a-z-]+$", alarm.alarm_description))
    ])
    error_message = "An alarm ends with the heading of the runbook that says what to do."
  }

  assert {
    condition = alltrue([
      for alarm in aws_cloudwatch_metric_alarm.this :
      alarm.alarm_actions == toset([aws_sns_topic.alarms.arn]) && alarm.ok_actions == toset([aws_sns_topic.alarms.arn])
    ])
    error_message = "Whoever hears that something is wrong hears that it is over."
  }

  assert {
    condition = alltrue([
      for alarm in aws_cloudwatch_metric_alarm.this : length([for query in alarm.metric_query : query if query.return_data]) == 1
    ])
    error_message = "An alarm compares one figure."
  }

  assert {
    condition = [for name, alarm in aws_cloudwatch_metric_alarm.this : name if alarm.treat_missing_data != "notBreaching"] == ["no-sweep"]

    error_message = "Silence is alarming only where something speaks every five minutes."
  }

  assert {
    condition = (
      one([for query in aws_cloudwatch_metric_alarm.this["oldest-job"].metric_query : one(query.metric).metric_name]) == "OldestJobSeconds"
      && aws_cloudwatch_metric_alarm.this["oldest-job"].threshold == 900
      && aws_cloudwatch_metric_alarm.this["apply-held"].threshold == 600
    )
    error_message = "A job may take 15 minutes, an apply 10."
  }

  assert {
    condition     = length([for name in keys(aws_cloudwatch_metric_alarm.this) : name if startswith(name, "dead-letters-")]) == 2
    error_message = "Both dead queues are looked at."
  }
}

run "who_is_told" {
  module {
    source = "./modules/observability"
  }

  assert {
    condition     = aws_sns_topic.alarms.kms_master_key_id == aws_kms_key.alarms.arn && aws_kms_key.alarms.enable_key_rotation
    error_message = "The topic is encrypted by a key that alarms may use."
  }

  assert {
    condition = alltrue([
      for statement in concat(jsondecode(aws_sns_topic_policy.alarms.policy).Statement, slice(jsondecode(aws_kms_key.alarms.policy).Statement, 1, 2)) :
      statement.Principal == { Service = ["cloudwatch.amazonaws.com", "budgets.amazonaws.com"] }
      && statement.Condition == { StringEquals = { "aws:SourceAccount" = "111122223333" } }
    ])
    error_message = "Only this account's alarms and budget say anything here."
  }

  assert {
    condition     = one(aws_sns_topic_subscription.email).endpoint == "shop@example.com"
    error_message = "The address hears it."
  }

  assert {
    condition = (
      aws_budgets_budget.month.limit_amount == "50"
      && toset([for told in aws_budgets_budget.month.notification : "${told.notification_type} ${told.threshold}"]) == toset(["ACTUAL 50", "ACTUAL 80", "ACTUAL 100", "FORECASTED 100"])
      && alltrue([for told in aws_budgets_budget.month.notification : told.subscriber_sns_topic_arns == toset([aws_sns_topic.alarms.arn])])
    )
    error_message = "Half, four fifths and all of the budget are told of, and all of it before it is spent."
  }
}

run "nobody_to_tell_and_no_workers" {
  module {
    source = "./modules/observability"
  }

  variables {
    alarm_email = ""
    watched = {
      api            = "a1"
      functions      = { jobs = "invoiceplug-test-jobs" }
      tables         = { jobs = "invoiceplug-test-jobs" }
      task_events    = { queue = "invoiceplug-test-task-events", dead = "invoiceplug-test-task-events-dead" }
      largest_number = 5
    }
  }

  assert {
    condition     = length(aws_sns_topic_subscription.email) == 0
    error_message = "Nobody is written to."
  }

  assert {
    condition     = [for name in keys(aws_cloudwatch_metric_alarm.this) : name if startswith(name, "dead-letters-")] == ["dead-letters-task-events"]
    error_message = "There is no queue of workers to look at."
  }

  assert {
    condition     = !strcontains(aws_cloudwatch_dashboard.this.dashboard_body, "dispatch")
    error_message = "Nor does the dashboard show one."
  }
}
