# Who looks while nobody looks: alarms, a dashboard, and what a month may cost.

module "observability" {
  source = "./modules/observability"

  name        = local.name
  environment = var.environment
  alarm_email = var.alarm_email
  budget_usd  = var.budget_usd

  watched = {
    api            = module.api.id
    functions      = { presign = module.presign.name, jobs = module.jobs.name, apply = module.apply.name }
    tables         = module.tables.names
    task_events    = { queue = module.queue.queue_name, dead = module.queue.dead_queue_name }
    dispatch       = one([for workers in module.workers : { queue = workers.queue_name, dead = workers.dead_queue_name }])
    largest_number = local.queued ? var.guardrails.workers : var.guardrails.live_tasks
  }
}
