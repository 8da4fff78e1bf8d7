# Attempts that wait for a worker. A worker keeps its message invisible while it reads; a message that three workers
# did not bring to its end goes to the dead queue, from where the function jobs fails the job as TASK_LOST.

locals {
  keep_seconds = 14 * 24 * 3600 # the most SQS keeps
}

resource "aws_sqs_queue" "dispatch" {
  name                       = "${var.name}-dispatch"
  visibility_timeout_seconds = 120
  message_retention_seconds  = local.keep_seconds
  receive_wait_time_seconds  = 20
  sqs_managed_sse_enabled    = true

  redrive_policy = jsonencode({
    deadLetterTargetArn = aws_sqs_queue.dead.arn
    maxReceiveCount     = 3
  })
}

resource "aws_sqs_queue" "dead" {
  name                       = "${var.name}-dispatch-dead"
  visibility_timeout_seconds = 180 # six times what the function may take
  message_retention_seconds  = local.keep_seconds
  sqs_managed_sse_enabled    = true
}

resource "aws_sqs_queue_redrive_allow_policy" "dead" {
  queue_url = aws_sqs_queue.dead.id

  redrive_allow_policy = jsonencode({
    redrivePermission = "byQueue"
    sourceQueueArns   = [aws_sqs_queue.dispatch.arn]
  })
}

resource "aws_sqs_queue_policy" "tls_only" {
  for_each = { dispatch = aws_sqs_queue.dispatch, dead = aws_sqs_queue.dead }

  queue_url = each.value.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "OnlyEncryptedConnections"
      Effect    = "Deny"
      Principal = "*"
      Action    = "sqs:*"
      Resource  = each.value.arn
      Condition = { Bool = { "aws:SecureTransport" = "false" } }
    }]
  })
}

resource "aws_lambda_event_source_mapping" "dead" {
  event_source_arn        = aws_sqs_queue.dead.arn
  function_name           = var.function_arn
  batch_size              = 10
  function_response_types = ["ReportBatchItemFailures"]

  scaling_config {
    maximum_concurrency = 2
  }
}
