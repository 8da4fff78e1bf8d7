# The same figures over time, for whoever wants to see how it goes.

locals {
  region = data.aws_region.current.name

  # [title, unit of the axis, metrics as the dashboard's body has them, statistic]; three in a row.
  graphs = [
    {
      title = "Jobs in each five minutes"
      stat  = "Sum"
      metrics = [
        for name in ["JobsParsed", "JobsFailed", "Applied", "Retries"] : [local.ours_metrics, name, "environment", var.environment]
      ]
    },
    {
      title   = "Jobs that wait, and tasks that are at work"
      stat    = "Maximum"
      metrics = [for name in ["Waiting", "LiveTasks"] : [local.ours_metrics, name, "environment", var.environment]]
    },
    {
      title   = "Seconds of the oldest job, and of the apply that has taken longest"
      stat    = "Maximum"
      metrics = [for name in ["OldestJobSeconds", "ApplyingSeconds"] : [local.ours_metrics, name, "environment", var.environment]]
    },
    {
      title = "Seconds to the next state, half of the jobs and 95 %"
      stat  = "p50"
      metrics = concat([
        for stage in ["upload", "wait", "read"] : [
          for stat in ["p50", "p95"] : [local.ours_metrics, "StageSeconds", "environment", var.environment, "stage", stage, { stat = stat, label = "${stage} ${stat}" }]
        ]
      ]...)
    },
    {
      title   = "Seconds that a reading waits for a person"
      stat    = "p50"
      metrics = [for stat in ["p50", "p95"] : [local.ours_metrics, "StageSeconds", "environment", var.environment, "stage", "review", { stat = stat, label = stat }]]
    },
    {
      title = "Share of jobs that could be read, and of applies without an edit"
      stat  = "Sum"
      metrics = [
        [local.ours_metrics, "JobsParsed", "environment", var.environment, { id = "parsed", visible = false }],
        [local.ours_metrics, "JobsFailed", "environment", var.environment, { id = "failed", visible = false }],
        [local.ours_metrics, "Applied", "environment", var.environment, { id = "applied", visible = false }],
        [local.ours_metrics, "AppliedUnedited", "environment", var.environment, { id = "unedited", visible = false }],
        [{ expression = "100 * parsed / (parsed + FILL(failed, 0))", label = "read, %" }],
        [{ expression = "100 * unedited / applied", label = "applied as read, %" }],
      ]
    },
    {
      title   = "Findings of a reading"
      stat    = "Average"
      metrics = [for name in ["FindingErrors", "FindingWarnings"] : [local.ours_metrics, name, "environment", var.environment]]
    },
    {
      title = "Requests, and those that were refused or failed"
      stat  = "Sum"
      metrics = concat(
        [for name in ["Count", "4xx", "5xx"] : ["AWS/ApiGateway", name, "ApiId", var.watched.api]],
        [[local.ours_metrics, "SignInsRefused", "environment", var.environment]],
      )
    },
    {
      title = "Functions: errors and throttles"
      stat  = "Sum"
      metrics = concat([
        for function in values(var.watched.functions) : [
          for name in ["Errors", "Throttles"] : ["AWS/Lambda", name, "FunctionName", function]
        ]
      ]...)
    },
    {
      title = "Messages that wait, and seconds of the oldest"
      stat  = "Maximum"
      metrics = concat([
        for queue in local.queues : [
          for name in ["ApproximateNumberOfMessagesVisible", "ApproximateAgeOfOldestMessage"] : ["AWS/SQS", name, "QueueName", queue]
        ]
      ]...)
    },
    {
      title  = "Dollars this month, as last estimated"
      stat   = "Maximum"
      region = "us-east-1" # where billing is
      metrics = [
        ["AWS/Billing", "EstimatedCharges", "Currency", "USD"]
      ]
    },
  ]

  queues = concat(
    [var.watched.task_events.queue, var.watched.task_events.dead],
    flatten([for queues in var.watched.dispatch[*] : [queues.queue, queues.dead]]),
  )
}

resource "aws_cloudwatch_dashboard" "this" {
  dashboard_name = var.name

  dashboard_body = jsonencode({
    widgets = [
      for at, graph in local.graphs : {
        type   = "metric"
        x      = 8 * (at % 3)
        y      = 6 * floor(at / 3)
        width  = 8
        height = 6
        properties = {
          title   = graph.title
          view    = "timeSeries"
          region  = try(graph.region, local.region)
          period  = 300
          stat    = graph.stat
          metrics = graph.metrics
        }
      }
    ]
  })
}
