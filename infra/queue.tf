# What nobody asks for by HTTP: tasks that stopped, the sweep, and in queue mode the workers.

module "queue" {
  source = "./modules/queue"

  name         = local.name
  cluster_arn  = module.task.cluster_arn
  function_arn = module.jobs.arn
}

module "schedule" {
  source = "./modules/schedule"

  name         = local.name
  account_id   = local.account
  function_arn = module.jobs.arn
}

module "workers" {
  source = "./modules/workers"
  count  = local.queued ? 1 : 0

  name                = local.name
  cluster             = { name = module.task.cluster_name, arn = module.task.cluster_arn }
  task_definition_arn = module.task.task_definition_arn
  function_arn        = module.jobs.arn
  most                = var.guardrails.workers

  network = {
    subnet_ids        = module.network.subnet_ids
    security_group_id = module.network.security_group_id
  }
}
