# What AWS would answer at a first apply of an environment called "test", so that a plan already says everything.

mock_data "aws_caller_identity" {
  defaults = { account_id = "111122223333" }
}

mock_data "aws_partition" {
  defaults = { partition = "aws" }
}

mock_data "aws_region" {
  defaults = { name = "eu-central-1" }
}

mock_data "aws_availability_zones" {
  defaults = { names = ["eu-central-1a", "eu-central-1b", "eu-central-1c"] }
}

override_resource {
  target = module.storage.aws_s3_bucket.documents
  values = { arn = "arn:aws:s3:::invoiceplug-test-documents-111122223333", bucket_regional_domain_name = "invoiceplug-test-documents-111122223333.s3.eu-central-1.amazonaws.com" }
}

override_resource {
  target = module.tables.aws_dynamodb_table.jobs
  values = { arn = "arn:aws:dynamodb:eu-central-1:111122223333:table/invoiceplug-test-jobs" }
}

override_resource {
  target = module.tables.aws_dynamodb_table.inventory
  values = { arn = "arn:aws:dynamodb:eu-central-1:111122223333:table/invoiceplug-test-inventory" }
}

override_resource {
  target = module.tables.aws_dynamodb_table.ledger
  values = { arn = "arn:aws:dynamodb:eu-central-1:111122223333:table/invoiceplug-test-apply-ledger" }
}

override_resource {
  target = module.presign.aws_lambda_function.this
  values = { arn = "arn:aws:lambda:eu-central-1:111122223333:function:invoiceplug-test-presign", invoke_arn = "arn:aws:apigateway:eu-central-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-central-1:111122223333:function:invoiceplug-test-presign/invocations" }
}

override_resource {
  target = module.presign.aws_cloudwatch_log_group.this
  values = { arn = "arn:aws:logs:eu-central-1:111122223333:log-group:/aws/lambda/invoiceplug-test-presign" }
}

override_resource {
  target = module.presign.aws_iam_role.this
  values = { arn = "arn:aws:iam::111122223333:role/invoiceplug-test-presign", id = "invoiceplug-test-presign" }
}

override_resource {
  target = module.jobs.aws_lambda_function.this
  values = { arn = "arn:aws:lambda:eu-central-1:111122223333:function:invoiceplug-test-jobs", invoke_arn = "arn:aws:apigateway:eu-central-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-central-1:111122223333:function:invoiceplug-test-jobs/invocations" }
}

override_resource {
  target = module.jobs.aws_cloudwatch_log_group.this
  values = { arn = "arn:aws:logs:eu-central-1:111122223333:log-group:/aws/lambda/invoiceplug-test-jobs" }
}

override_resource {
  target = module.jobs.aws_iam_role.this
  values = { arn = "arn:aws:iam::111122223333:role/invoiceplug-test-jobs", id = "invoiceplug-test-jobs" }
}

override_resource {
  target = module.apply.aws_lambda_function.this
  values = { arn = "arn:aws:lambda:eu-central-1:111122223333:function:invoiceplug-test-apply", invoke_arn = "arn:aws:apigateway:eu-central-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-central-1:111122223333:function:invoiceplug-test-apply/invocations" }
}

override_resource {
  target = module.apply.aws_cloudwatch_log_group.this
  values = { arn = "arn:aws:logs:eu-central-1:111122223333:log-group:/aws/lambda/invoiceplug-test-apply" }
}

override_resource {
  target = module.apply.aws_iam_role.this
  values = { arn = "arn:aws:iam::111122223333:role/invoiceplug-test-apply", id = "invoiceplug-test-apply" }
}

override_resource {
  target = module.task.aws_ecs_cluster.this
  values = { arn = "arn:aws:ecs:eu-central-1:111122223333:cluster/invoiceplug-test-task" }
}

override_resource {
  target = module.task.aws_ecs_task_definition.this
  values = { arn = "arn:aws:ecs:eu-central-1:111122223333:task-definition/invoiceplug-test-task:1" }
}

override_resource {
  target = module.task.aws_iam_role.task
  values = { arn = "arn:aws:iam::111122223333:role/invoiceplug-test-task", id = "invoiceplug-test-task" }
}

override_resource {
  target = module.task.aws_iam_role.execution
  values = { arn = "arn:aws:iam::111122223333:role/invoiceplug-test-task-execution", id = "invoiceplug-test-task-execution" }
}

override_resource {
  target = module.task.aws_cloudwatch_log_group.this
  values = { arn = "arn:aws:logs:eu-central-1:111122223333:log-group:/ecs/invoiceplug-test-task" }
}

override_resource {
  target = module.network.aws_subnet.public[0]
  values = { id = "subnet-a" }
}

override_resource {
  target = module.network.aws_subnet.public[1]
  values = { id = "subnet-b" }
}

override_resource {
  target = module.network.aws_security_group.task
  values = { id = "sg-task" }
}

override_resource {
  target = module.queue.aws_sqs_queue.events
  values = { arn = "arn:aws:sqs:eu-central-1:111122223333:invoiceplug-test-task-events" }
}

override_resource {
  target = module.queue.aws_sqs_queue.dead
  values = { arn = "arn:aws:sqs:eu-central-1:111122223333:invoiceplug-test-task-events-dead" }
}

override_resource {
  target = module.workers[0].aws_sqs_queue.dispatch
  values = { arn = "arn:aws:sqs:eu-central-1:111122223333:invoiceplug-test-dispatch", url = "https://sqs.eu-central-1.amazonaws.com/111122223333/invoiceplug-test-dispatch" }
}

override_resource {
  target = module.workers[0].aws_sqs_queue.dead
  values = { arn = "arn:aws:sqs:eu-central-1:111122223333:invoiceplug-test-dispatch-dead" }
}

override_resource {
  target = module.site.aws_cloudfront_distribution.this
  values = { arn = "arn:aws:cloudfront::111122223333:distribution/E1TEST", domain_name = "d1test.cloudfront.net" }
}

override_resource {
  target = module.schedule.aws_iam_role.scheduler
  values = { arn = "arn:aws:iam::111122223333:role/invoiceplug-test-sweep", id = "invoiceplug-test-sweep" }
}

override_resource {
  target = module.observability.aws_sns_topic.alarms
  values = { arn = "arn:aws:sns:eu-central-1:111122223333:invoiceplug-test-alarms" }
}

override_resource {
  target = module.observability.aws_kms_key.alarms
  values = { arn = "arn:aws:kms:eu-central-1:111122223333:key/0b8cf9d0-6f3c-4c58-8b7c-8f6ad0c1e6f5" }
}

override_resource {
  target = module.api.aws_apigatewayv2_api.this
  values = {
    id            = "a1test"
    api_endpoint  = "https://a1test.execute-api.eu-central-1.amazonaws.com"
    execution_arn = "arn:aws:execute-api:eu-central-1:111122223333:a1test"
  }
}
