# What wakes somebody. An alarm is a sum of metrics, a limit and the heading of docs/how-to/runbook.md that says what to do.

locals {
  ours_metrics = "invoiceplug" # the namespace of gateways/meter.py; their names stand in domain/metrics.py
  of_ours      = { environment = var.environment }
  minutes      = 60

  alarms = merge(local.api_alarms, local.job_alarms, local.function_alarms, local.table_alarms, local.queue_alarms)

  api_alarms = {
    api-errors = {
      says       = "More than one request in a hundred is answered with a 5xx, and more than two of them"
      runbook    = "api-errors"
      worse_than = 1
      periods    = { seconds = 5 * local.minutes, all = 2, bad = 2 }
      expression = "IF(errors > 2, 100 * errors / requests, 0)"
      metrics = {
        errors   = { namespace = "AWS/ApiGateway", name = "5xx", stat = "Sum", dimensions = { ApiId = var.watched.api } }
        requests = { namespace = "AWS/ApiGateway", name = "Count", stat = "Sum", dimensions = { ApiId = var.watched.api } }
      }
    }
    sign-ins-refused = {
      says       = "More than 50 requests in five minutes came without the operator's key, or around the distribution"
      runbook    = "sign-ins-refused"
      worse_than = 50
      periods    = { seconds = 5 * local.minutes, all = 1, bad = 1 }
      metrics    = { refused = { namespace = local.ours_metrics, name = "SignInsRefused", stat = "Sum", dimensions = local.of_ours } }
    }
  }

  job_alarms = {
    oldest-job = {
      says       = "A job has been queued or running for more than 15 minutes"
      runbook    = "oldest-job"
      worse_than = 15 * local.minutes
      periods    = { seconds = 5 * local.minutes, all = 2, bad = 1 }
      metrics    = { oldest = { namespace = local.ours_metrics, name = "OldestJobSeconds", stat = "Maximum", dimensions = local.of_ours } }
    }
    apply-held = {
      says       = "An apply has been under way for more than 10 minutes, and no other can begin"
      runbook    = "apply-held"
      worse_than = 10 * local.minutes
      periods    = { seconds = 5 * local.minutes, all = 2, bad = 1 }
      metrics    = { held = { namespace = local.ours_metrics, name = "ApplyingSeconds", stat = "Maximum", dimensions = local.of_ours } }
    }
    failed-jobs = {
      says       = "More than a third of an hour's jobs failed, and more than four of them"
      runbook    = "failed-jobs"
      worse_than = 33
      periods    = { seconds = 60 * local.minutes, all = 1, bad = 1 }
      expression = "IF(FILL(failed, 0) > 4, 100 * FILL(failed, 0) / (FILL(failed, 0) + FILL(parsed, 0)), 0)"
      metrics = {
        failed = { namespace = local.ours_metrics, name = "JobsFailed", stat = "Sum", dimensions = local.of_ours }
        parsed = { namespace = local.ours_metrics, name = "JobsParsed", stat = "Sum", dimensions = local.of_ours }
      }
    }
    live-tasks-at-the-limit = {
      says       = "For half an hour as many tasks have been at work as may be, and jobs wait"
      runbook    = "live-tasks-at-the-limit"
      worse_than = 0
      periods    = { seconds = 5 * local.minutes, all = 6, bad = 6 }
      expression = "IF(live >= ${var.watched.largest_number}, waiting, 0)"
      metrics = {
        live    = { namespace = local.ours_metrics, name = "LiveTasks", stat = "Maximum", dimensions = local.of_ours }
        waiting = { namespace = local.ours_metrics, name = "Waiting", stat = "Minimum", dimensions = local.of_ours }
      }
    }
    no-sweep = {
      says       = "No sweep has told anything for 20 minutes: what stands still is not found any more"
      runbook    = "no-sweep"
      worse_than = 0
      periods    = { seconds = 5 * local.minutes, all = 4, bad = 4 }
      missing    = "breaching"
      expression = "IF(sweeps > 0, 0, 1)"
      metrics    = { sweeps = { namespace = local.ours_metrics, name = "Waiting", stat = "SampleCount", dimensions = local.of_ours } }
    }
  }

  function_alarms = merge(
    {
      for role, function in var.watched.functions : "function-errors-${role}" => {
        says       = "The function ${role} crashed or took too long"
        runbook    = "function-errors"
        worse_than = 0
        periods    = { seconds = 5 * local.minutes, all = 3, bad = 2 }
        metrics    = { errors = { namespace = "AWS/Lambda", name = "Errors", stat = "Sum", dimensions = { FunctionName = function } } }
      }
    },
    {
      for role, function in var.watched.functions : "function-throttles-${role}" => {
        says       = "The function ${role} could not run as often at once as it was asked to"
        runbook    = "function-throttles"
        worse_than = 0
        periods    = { seconds = 5 * local.minutes, all = 2, bad = 2 }
        metrics    = { throttles = { namespace = "AWS/Lambda", name = "Throttles", stat = "Sum", dimensions = { FunctionName = function } } }
      }
    },
  )

  table_alarms = merge(
    {
      for key, table in var.watched.tables : "table-throttles-${key}" => {
        says       = "The table ${key} refuses requests because there are too many"
        runbook    = "table-throttles"
        worse_than = 10
        periods    = { seconds = 5 * local.minutes, all = 2, bad = 2 }
        expression = "FILL(reads, 0) + FILL(writes, 0)"
        metrics = {
          reads  = { namespace = "AWS/DynamoDB", name = "ReadThrottleEvents", stat = "Sum", dimensions = { TableName = table } }
          writes = { namespace = "AWS/DynamoDB", name = "WriteThrottleEvents", stat = "Sum", dimensions = { TableName = table } }
        }
      }
    },
    {
      # The metric is kept by operation only; whatever the operation, it is one table's.
      for key, table in var.watched.tables : "table-errors-${key}" => {
        says       = "DynamoDB itself fails on the table ${key}"
        runbook    = "table-errors"
        worse_than = 0
        periods    = { seconds = 5 * local.minutes, all = 3, bad = 2 }
        expression = "SELECT SUM(SystemErrors) FROM SCHEMA(\"AWS/DynamoDB\", Operation, TableName) WHERE TableName = '${table}'"
        metrics    = {}
      }
    },
  )

  dead_queues = merge({ task-events = var.watched.task_events.dead }, [
    for queues in var.watched.dispatch[*] : { dispatch = queues.dead }
  ]...)

  queue_alarms = {
    for key, queue in local.dead_queues : "dead-letters-${key}" => {
      says       = "Messages of ${key} lie in the dead queue"
      runbook    = "dead-letters"
      worse_than = 0
      periods    = { seconds = 5 * local.minutes, all = 3, bad = 3 } # the function jobs empties that of dispatch
      metrics    = { dead = { namespace = "AWS/SQS", name = "ApproximateNumberOfMessagesVisible", stat = "Maximum", dimensions = { QueueName = queue } } }
    }
  }
}

resource "aws_cloudwatch_metric_alarm" "this" {
  for_each = local.alarms

  alarm_name          = "${var.name}-${each.key}"
  alarm_description   = "${each.value.says}. What to do: docs/how-to/runbook.md#${each.value.runbook}"
  comparison_operator = "GreaterThanThreshold"
  threshold           = each.value.worse_than
  evaluation_periods  = each.value.periods.all
  datapoints_to_alarm = each.value.periods.bad
  treat_missing_data  = try(each.value.missing, "notBreaching")
  alarm_actions       = [aws_sns_topic.alarms.arn]
  ok_actions          = [aws_sns_topic.alarms.arn]

  dynamic "metric_query" {
    for_each = each.value.metrics

    content {
      id          = metric_query.key
      return_data = !can(each.value.expression)

      metric {
        namespace   = metric_query.value.namespace
        metric_name = metric_query.value.name
        dimensions  = metric_query.value.dimensions
        stat        = metric_query.value.stat
        period      = each.value.periods.seconds
      }
    }
  }

  dynamic "metric_query" {
    for_each = try([each.value.expression], [])

    content {
      id          = "sum"
      label       = each.key
      expression  = metric_query.value
      period      = length(each.value.metrics) == 0 ? each.value.periods.seconds : null
      return_data = true
    }
  }
}
