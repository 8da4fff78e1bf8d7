# Bursts: attempts that wait in a queue, workers that come with them and go home afterwards.

mock_provider "aws" {
  mock_resource "aws_sqs_queue" {
    defaults = {
      id  = "https://sqs.eu-central-1.amazonaws.com/111122223333/a-queue"
      arn = "arn:aws:sqs:eu-central-1:111122223333:a-queue"
    }
  }

  mock_resource "aws_appautoscaling_policy" {
    defaults = { arn = "arn:aws:autoscaling:eu-central-1:111122223333:scalingPolicy:p1" }
  }
}

variables {
  name                = "invoiceplug-test"
  cluster             = { name = "invoiceplug-test-task", arn = "arn:aws:ecs:eu-central-1:111122223333:cluster/invoiceplug-test-task" }
  task_definition_arn = "arn:aws:ecs:eu-central-1:111122223333:task-definition/invoiceplug-test-task:1"
  function_arn        = "arn:aws:lambda:eu-central-1:111122223333:function:jobs"
  network             = { subnet_ids = ["subnet-1", "subnet-2"], security_group_id = "sg-1" }
  most                = 20
}

run "queue" {
  module {
    source = "./modules/workers"
  }

  assert {
    condition     = alltrue([for queue in [aws_sqs_queue.dispatch, aws_sqs_queue.dead] : queue.sqs_managed_sse_enabled && queue.message_retention_seconds == 1209600])
    error_message = "Encrypted, and kept for 14 days."
  }

  assert {
    condition     = jsondecode(aws_sqs_queue.dispatch.redrive_policy) == { deadLetterTargetArn = aws_sqs_queue.dead.arn, maxReceiveCount = 3 }
    error_message = "Three workers try; then the message is dead."
  }

  assert {
    condition     = aws_sqs_queue.dispatch.visibility_timeout_seconds == 120
    error_message = "A worker that died gives its message back after two minutes."
  }

  assert {
    condition = (
      aws_lambda_event_source_mapping.dead.event_source_arn == aws_sqs_queue.dead.arn
      && aws_lambda_event_source_mapping.dead.function_name == var.function_arn
      && aws_lambda_event_source_mapping.dead.function_response_types == toset(["ReportBatchItemFailures"])
      && aws_sqs_queue.dead.visibility_timeout_seconds == 180
    )
    error_message = "The function jobs fails the jobs of dead messages."
  }

  assert {
    condition     = alltrue([for policy in aws_sqs_queue_policy.tls_only : alltrue([for statement in jsondecode(policy.policy).Statement : statement.Effect == "Deny"])])
    error_message = "Who may send and take is said by roles alone."
  }
}

run "scaling" {
  module {
    source = "./modules/workers"
  }

  assert {
    condition     = aws_ecs_service.workers.desired_count == 0 && aws_appautoscaling_target.workers.min_capacity == 0
    error_message = "Nothing to do costs nothing."
  }

  assert {
    condition     = aws_appautoscaling_target.workers.max_capacity == 20
    error_message = "Never more workers than were allowed."
  }

  assert {
    condition = (
      aws_ecs_service.workers.deployment_maximum_percent == 100
      && aws_ecs_service.workers.deployment_minimum_healthy_percent == 0
    )
    error_message = "Not even while a new version is deployed."
  }

  assert {
    condition     = aws_appautoscaling_target.workers.resource_id == "service/invoiceplug-test-task/invoiceplug-test-workers"
    error_message = "The service of the workers is scaled."
  }

  assert {
    condition = one([for metric in aws_appautoscaling_policy.backlog.target_tracking_scaling_policy_configuration[0].customized_metric_specification[0].metrics : metric.expression if metric.return_data]) == (
      "(FILL(waiting, 0) + FILL(taken, 0)) / IF(FILL(workers, 0) < 1, 1, FILL(workers, 0))"
    )
    error_message = "Neither a queue without figures nor a service without workers may break the sum."
  }

  assert {
    condition = (
      aws_cloudwatch_metric_alarm.empty.treat_missing_data == "notBreaching"
      && one([for query in aws_cloudwatch_metric_alarm.empty.metric_query : query.expression if query.id == "idle"]) == "IF(FILL(waiting, 0) + FILL(taken, 0) < 1 AND FILL(workers, 0) > 0, 1, 0)"
      && aws_cloudwatch_metric_alarm.empty.alarm_actions == toset([aws_appautoscaling_policy.none.arn])
      && one(aws_appautoscaling_policy.none.step_scaling_policy_configuration[0].step_adjustment).scaling_adjustment == 0
    )
    error_message = "Workers without messages go home; a queue without workers wakes nobody, and stops nobody who was woken."
  }
}

run "more_workers_than_places_are_refused" {
  command = plan

  module {
    source = "./modules/workers"
  }

  variables {
    most = 101
  }

  expect_failures = [var.most]
}
