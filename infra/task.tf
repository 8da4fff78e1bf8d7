module "network" {
  source = "./modules/network"

  name       = local.name
  bucket_arn = module.storage.bucket_arn
  table_arns = [module.tables.arns.jobs]
}

module "task" {
  source = "./modules/task"

  name        = "${local.name}-task"
  module      = local.queued ? "invoiceplug_cloud.worker" : "invoiceplug_cloud.task"
  environment = local.task_environment
  statements  = local.task_statements
  size        = local.task_size
  log_days    = var.retention.logs

  image = {
    uri            = var.images.task
    architecture   = var.architecture
    repository_arn = "arn:${local.partition}:ecr:${var.region}:${local.account}:repository/${local.task_repository}"
  }
}
