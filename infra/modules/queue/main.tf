# Tasks that stopped: ECS tells EventBridge, the rule puts it into a queue, the function jobs takes it from there.
# A poll and the sweep find the same out, so that a lost event only costs minutes.

locals {
  keep_seconds       = 14 * 24 * 3600 # the most SQS keeps
  visibility_seconds = 180            # six times what the function may take, as Lambda asks for
}

resource "aws_sqs_queue" "events" {
  name                       = "${var.name}-task-events"
  visibility_timeout_seconds = local.visibility_seconds
  message_retention_seconds  = local.keep_seconds
  receive_wait_time_seconds  = 20
  sqs_managed_sse_enabled    = true

  redrive_policy = jsonencode({
    deadLetterTargetArn = aws_sqs_queue.dead.arn
    maxReceiveCount     = 5
  })
}

resource "aws_sqs_queue" "dead" {
  name                      = "${var.name}-task-events-dead"
  message_retention_seconds = local.keep_seconds
  sqs_managed_sse_enabled   = true
}

resource "aws_sqs_queue_redrive_allow_policy" "dead" {
  queue_url = aws_sqs_queue.dead.id

  redrive_allow_policy = jsonencode({
    redrivePermission = "byQueue"
    sourceQueueArns   = [aws_sqs_queue.events.arn]
  })
}

# Workers of the queue mode belong to a service; their end is no attempt's end. RunTask's group is its family.
resource "aws_cloudwatch_event_rule" "stopped" {
  name        = "${var.name}-task-stopped"
  description = "A task of one attempt has stopped."

  event_pattern = jsonencode({
    source        = ["aws.ecs"]
    "detail-type" = ["ECS Task State Change"]
    detail = {
      clusterArn = [var.cluster_arn]
      lastStatus = ["STOPPED"]
      group      = [{ prefix = "family:" }]
    }
  })
}

resource "aws_cloudwatch_event_target" "events" {
  rule      = aws_cloudwatch_event_rule.stopped.name
  target_id = "queue"
  arn       = aws_sqs_queue.events.arn

  dead_letter_config {
    arn = aws_sqs_queue.dead.arn
  }

  depends_on = [aws_sqs_queue_policy.from_rule] # or the first events find a closed door
}

resource "aws_sqs_queue_policy" "from_rule" {
  for_each = { events = aws_sqs_queue.events, dead = aws_sqs_queue.dead }

  queue_url = each.value.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid       = "TheRuleSends"
        Effect    = "Allow"
        Principal = { Service = "events.amazonaws.com" }
        Action    = "sqs:SendMessage"
        Resource  = each.value.arn
        Condition = { ArnEquals = { "aws:SourceArn" = aws_cloudwatch_event_rule.stopped.arn } }
      },
      {
        Sid       = "TlsOnly"
        Effect    = "Deny"
        Principal = "*"
        Action    = "sqs:*"
        Resource  = each.value.arn
        Condition = { Bool = { "aws:SecureTransport" = "false" } }
      },
    ]
  })
}

resource "aws_lambda_event_source_mapping" "events" {
  event_source_arn        = aws_sqs_queue.events.arn
  function_name           = var.function_arn
  batch_size              = 10
  function_response_types = ["ReportBatchItemFailures"]

  # A burst of ended tasks must not take the places of people who wait for the page.
  scaling_config {
    maximum_concurrency = 2
  }
}
