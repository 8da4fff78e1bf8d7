# The two ways to have a file read: by a task each, or by workers that take jobs from a queue.

locals {
  of_cluster = { ArnEquals = { "ecs:cluster" = module.task.cluster_arn } }
  any_task   = "arn:${local.partition}:ecs:${var.region}:${local.account}:task/${module.task.cluster_name}/*"

  dispatching_statements = concat(local.looking_statements, local.running_statements, local.queueing_statements)

  # In queue mode, too: for the tasks that were run before it was chosen.
  looking_statements = [
    {
      Sid       = "LookAfterTasks"
      Effect    = "Allow"
      Action    = ["ecs:DescribeTasks", "ecs:StopTask"]
      Resource  = local.any_task
      Condition = local.of_cluster
    },
  ]

  running_statements = [for statement in local.run_task_statements : statement if !local.queued]

  run_task_statements = [
    {
      Sid       = "RunTasks" # any revision of the one family: a deployment may be under way
      Effect    = "Allow"
      Action    = "ecs:RunTask"
      Resource  = "arn:${local.partition}:ecs:${var.region}:${local.account}:task-definition/${module.task.task_definition_family}:*"
      Condition = local.of_cluster
    },
    {
      Sid       = "HandRolesToTasks"
      Effect    = "Allow"
      Action    = "iam:PassRole"
      Resource  = [module.task.execution_role_arn, module.task.task_role_arn]
      Condition = { StringEquals = { "iam:PassedToService" = "ecs-tasks.amazonaws.com" } }
    },
  ]

  # The one service that is raised from no worker to some, the queue, and what no worker brought to its end.
  queueing_statements = [for statement in local.queue_statements : statement if local.queued]

  queue_statements = [
    {
      Sid      = "QueueJobs" # and count them, to call as many workers
      Effect   = "Allow"
      Action   = ["sqs:GetQueueAttributes", "sqs:SendMessage"]
      Resource = local.dispatch_queue
    },
    {
      Sid      = "CallWorkers"
      Effect   = "Allow"
      Action   = ["ecs:DescribeServices", "ecs:UpdateService"]
      Resource = "arn:${local.partition}:ecs:${var.region}:${local.account}:service/${module.task.cluster_name}/${local.worker_service}"
    },
    {
      Sid      = "HearOfLostJobs"
      Effect   = "Allow"
      Action   = ["sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:ReceiveMessage"]
      Resource = local.dead_queue
    },
  ]

  working_statements = [for statement in local.worker_statements : statement if local.queued]

  worker_statements = [
    {
      Sid      = "TakeJobs"
      Effect   = "Allow"
      Action   = ["sqs:ChangeMessageVisibility", "sqs:DeleteMessage", "sqs:ReceiveMessage"]
      Resource = local.dispatch_queue
    },
    {
      Sid       = "NotToBeStoppedWhileReading" # asked of the agent beside the container, which acts by the task's role
      Effect    = "Allow"
      Action    = "ecs:UpdateTaskProtection"
      Resource  = local.any_task
      Condition = local.of_cluster
    },
  ]

  # By their indexes: whoever looks at all of module.workers waits for its mappings, which wait for these statements.
  dispatch_queue = local.queued ? module.workers[0].queue_arn : ""
  dispatch_url   = local.queued ? module.workers[0].queue_url : ""
  dead_queue     = local.queued ? module.workers[0].dead_queue_arn : ""
  worker_service = local.queued ? module.workers[0].service_name : ""
}
