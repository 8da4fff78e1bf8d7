data "aws_caller_identity" "current" {}

data "aws_partition" "current" {}

locals {
  name      = "invoiceplug-${var.environment}"
  account   = data.aws_caller_identity.current.account_id
  partition = data.aws_partition.current.partition
  queued    = var.dispatch == "queue"

  task_size = { cpu = 1024, memory = 2048 } # a reading that ran out of memory is tried once with twice of it

  task_repository = split("@", join("/", slice(split("/", var.images.task), 1, length(split("/", var.images.task)))))[0]
}

# What the functions and the task find in their environment: the variables of settings.py, which a test compares.
locals {
  presign_environment = merge(local.storage_environment, {
    MAX_JOBS_A_DAY = tostring(var.guardrails.jobs_a_day)
  })

  jobs_environment = merge(local.storage_environment, local.runner_environment, {
    INVENTORY_TABLE = module.tables.names.inventory
    VENDORS_FILE    = local.vendors_file
    APPLY_FUNCTION  = module.apply.name
  })

  apply_environment = merge(local.storage_environment, {
    INVENTORY_TABLE = module.tables.names.inventory
    LEDGER_TABLE    = module.tables.names.ledger
    VENDORS_FILE    = local.vendors_file
  })

  task_environment = merge(local.storage_environment, local.reading_environment, {
    for name, value in {
      DISPATCH_QUEUE_URL = local.dispatch_url
      MAX_PAGES_A_DAY    = tostring(var.guardrails.pages_a_day)
    } : name => value if local.queued # it is a worker then
  })

  reading_environment = length(var.limits) == 0 ? {} : { LIMITS = jsonencode(var.limits) }

  storage_environment = {
    ENVIRONMENT      = var.environment # whose metrics they are
    JOBS_TABLE       = module.tables.names.jobs
    DOCUMENTS_BUCKET = module.storage.bucket
  }

  runner_environment = merge(local.queue_environment, {
    DISPATCH             = var.dispatch
    ECS_CLUSTER          = module.task.cluster_name
    TASK_DEFINITION      = module.task.task_definition_family
    TASK_CONTAINER       = module.task.container
    TASK_SUBNETS         = join(",", module.network.subnet_ids)
    TASK_SECURITY_GROUPS = module.network.security_group_id
    TASK_MEMORY_MIB      = tostring(local.task_size.memory)
    MAX_LIVE_TASKS       = tostring(local.queued ? var.guardrails.workers : var.guardrails.live_tasks)
    MAX_PAGES_A_DAY      = tostring(var.guardrails.pages_a_day)
  })

  queue_environment = {
    for name, value in { DISPATCH_QUEUE_URL = local.dispatch_url, WORKER_SERVICE = local.worker_service } :
    name => value if local.queued
  }

  vendors_file = "/opt/invoiceplug/vendors.json" # put into the functions' image by its build
}
