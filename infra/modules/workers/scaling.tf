# Up and down by the messages a worker has before it; to none when there has been nothing for ten minutes.

locals {
  backlog_per_worker = 15 # about a minute of work
  per_minute         = 60

  queue_metrics = { waiting = "ApproximateNumberOfMessagesVisible", taken = "ApproximateNumberOfMessagesNotVisible" }
}

resource "aws_appautoscaling_target" "workers" {
  service_namespace  = "ecs"
  resource_id        = "service/${var.cluster.name}/${aws_ecs_service.workers.name}"
  scalable_dimension = "ecs:service:DesiredCount"
  min_capacity       = 0
  max_capacity       = var.most
}

resource "aws_appautoscaling_policy" "backlog" {
  name               = "backlog-per-worker"
  policy_type        = "TargetTrackingScaling"
  service_namespace  = aws_appautoscaling_target.workers.service_namespace
  resource_id        = aws_appautoscaling_target.workers.resource_id
  scalable_dimension = aws_appautoscaling_target.workers.scalable_dimension

  target_tracking_scaling_policy_configuration {
    target_value       = local.backlog_per_worker
    scale_out_cooldown = 60
    scale_in_cooldown  = 300

    customized_metric_specification {
      # A queue that was idle and a service of none have no figures at all: those count as 0, and 0 workers as 1.
      metrics {
        id          = "backlog"
        label       = "messages a worker"
        expression  = "(FILL(waiting, 0) + FILL(taken, 0)) / IF(FILL(workers, 0) < 1, 1, FILL(workers, 0))"
        return_data = true
      }

      dynamic "metrics" {
        for_each = local.queue_metrics

        content {
          id          = metrics.key
          return_data = false

          metric_stat {
            stat = "Maximum"

            metric {
              namespace   = "AWS/SQS"
              metric_name = metrics.value

              dimensions {
                name  = "QueueName"
                value = aws_sqs_queue.dispatch.name
              }
            }
          }
        }
      }

      metrics {
        id          = "workers"
        return_data = false

        metric_stat {
          stat = "Average"

          metric {
            namespace   = "ECS/ContainerInsights"
            metric_name = "RunningTaskCount"

            dimensions {
              name  = "ClusterName"
              value = var.cluster.name
            }

            dimensions {
              name  = "ServiceName"
              value = aws_ecs_service.workers.name
            }
          }
        }
      }
    }
  }
}

resource "aws_appautoscaling_policy" "none" {
  name               = "none-when-empty"
  policy_type        = "StepScaling"
  service_namespace  = aws_appautoscaling_target.workers.service_namespace
  resource_id        = aws_appautoscaling_target.workers.resource_id
  scalable_dimension = aws_appautoscaling_target.workers.scalable_dimension

  step_scaling_policy_configuration {
    adjustment_type         = "ExactCapacity"
    metric_aggregation_type = "Maximum"

    step_adjustment {
      scaling_adjustment          = 0
      metric_interval_upper_bound = 0
    }
  }
}

resource "aws_cloudwatch_metric_alarm" "empty" {
  alarm_name          = "${var.name}-dispatch-empty"
  alarm_description   = "Nothing to read for ten minutes: the workers go home. No reason to worry."
  comparison_operator = "LessThanOrEqualToThreshold"
  threshold           = 0
  evaluation_periods  = 10
  treat_missing_data  = "breaching"
  alarm_actions       = [aws_appautoscaling_policy.none.arn]

  metric_query {
    id          = "messages"
    label       = "messages"
    expression  = "FILL(waiting, 0) + FILL(taken, 0)"
    return_data = true
  }

  dynamic "metric_query" {
    for_each = local.queue_metrics

    content {
      id = metric_query.key

      metric {
        namespace   = "AWS/SQS"
        metric_name = metric_query.value
        period      = local.per_minute
        stat        = "Maximum"
        dimensions  = { QueueName = aws_sqs_queue.dispatch.name }
      }
    }
  }
}
