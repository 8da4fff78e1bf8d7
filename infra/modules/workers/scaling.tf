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
      metric_interval_lower_bound = 0
    }
  }
}

resource "aws_cloudwatch_metric_alarm" "empty" {
  alarm_name          = "${var.name}-dispatch-empty"
  alarm_description   = "Workers with nothing to read for ten minutes: they go home. No reason to worry."
  comparison_operator = "GreaterThanOrEqualToThreshold"
  threshold           = 1
  evaluation_periods  = 10
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_appautoscaling_policy.none.arn]

  # Without workers all is well. An alarm that stood for as long as nothing is to do would, every minute until the
  # queue's figures come, stop the workers that a first message has called.
  metric_query {
    id          = "idle"
    label       = "workers without messages"
    expression  = "IF(FILL(waiting, 0) + FILL(taken, 0) < 1 AND FILL(workers, 0) > 0, 1, 0)"
    return_data = true
  }

  metric_query {
    id = "workers"

    metric {
      namespace   = "ECS/ContainerInsights"
      metric_name = "RunningTaskCount"
      period      = local.per_minute
      stat        = "Maximum"
      dimensions  = { ClusterName = var.cluster.name, ServiceName = aws_ecs_service.workers.name }
    }
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
