# Stopped tasks by queue, and the sweep by schedule: encrypted, kept for two weeks, with one right each.

mock_provider "aws" {
  mock_resource "aws_sqs_queue" {
    defaults = {
      id  = "https://sqs.eu-central-1.amazonaws.com/111122223333/a-queue"
      arn = "arn:aws:sqs:eu-central-1:111122223333:a-queue"
    }
  }

  mock_resource "aws_cloudwatch_event_rule" {
    defaults = { arn = "arn:aws:events:eu-central-1:111122223333:rule/stopped" }
  }

  mock_resource "aws_iam_role" {
    defaults = { arn = "arn:aws:iam::111122223333:role/sweep" }
  }
}

variables {
  name         = "invoiceplug-test"
  cluster_arn  = "arn:aws:ecs:eu-central-1:111122223333:cluster/invoiceplug-test"
  function_arn = "arn:aws:lambda:eu-central-1:111122223333:function:jobs"
  account_id   = "111122223333"
}

run "stopped_tasks" {
  module {
    source = "./modules/queue"
  }

  assert {
    condition = jsondecode(aws_cloudwatch_event_rule.stopped.event_pattern) == {
      source        = ["aws.ecs"]
      "detail-type" = ["ECS Task State Change"]
      detail        = { clusterArn = [var.cluster_arn], lastStatus = ["STOPPED"], group = [{ prefix = "family:" }] }
    }
    error_message = "Only stopped tasks of this cluster that were run for one attempt."
  }

  assert {
    condition     = alltrue([for queue in [aws_sqs_queue.events, aws_sqs_queue.dead] : queue.sqs_managed_sse_enabled && queue.message_retention_seconds == 1209600])
    error_message = "Encrypted, and kept for 14 days."
  }

  assert {
    condition     = aws_sqs_queue.events.visibility_timeout_seconds == 180
    error_message = "Lambda asks for six times what the function may take."
  }

  assert {
    condition = (
      jsondecode(aws_sqs_queue.events.redrive_policy).deadLetterTargetArn == aws_sqs_queue.dead.arn
      && aws_cloudwatch_event_target.events.dead_letter_config[0].arn == aws_sqs_queue.dead.arn
    )
    error_message = "What cannot be delivered or handled is kept for a person."
  }

  assert {
    condition = alltrue([for policy in aws_sqs_queue_policy.from_rule :
      [for statement in jsondecode(policy.policy).Statement : [statement.Principal, statement.Action, statement.Condition] if statement.Effect == "Allow"]
      == [[{ Service = "events.amazonaws.com" }, "sqs:SendMessage", { ArnEquals = { "aws:SourceArn" = "arn:aws:events:eu-central-1:111122223333:rule/stopped" } }]]
    ])
    error_message = "Only the rule sends."
  }

  assert {
    condition     = aws_lambda_event_source_mapping.events.function_response_types == toset(["ReportBatchItemFailures"])
    error_message = "What was handled does not come again with what was not."
  }
}

run "sweep" {
  module {
    source = "./modules/schedule"
  }

  assert {
    condition     = aws_scheduler_schedule.sweep.schedule_expression == "rate(5 minutes)"
    error_message = "Nothing stands still for longer."
  }

  assert {
    condition     = jsondecode(aws_scheduler_schedule.sweep.target[0].input).source == "aws.scheduler"
    error_message = "The function knows a sweep by its source."
  }

  assert {
    condition = jsondecode(aws_iam_role_policy.scheduler.policy).Statement == [{
      Sid      = "InvokeTheSweep"
      Effect   = "Allow"
      Action   = ["lambda:InvokeFunction"]
      Resource = [var.function_arn]
    }]
    error_message = "The scheduler may invoke the function jobs, and nothing else."
  }

  assert {
    condition     = jsondecode(aws_iam_role.scheduler.assume_role_policy).Statement[0].Condition == { StringEquals = { "aws:SourceAccount" = "111122223333" } }
    error_message = "No other account's scheduler acts in our name."
  }
}
