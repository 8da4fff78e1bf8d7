locals {
  functions_image = { uri = var.images.functions, architecture = var.architecture }
  handlers        = "invoiceplug_cloud.handlers"
}

module "presign" {
  source = "./modules/function"

  name        = "${local.name}-presign"
  image       = local.functions_image
  command     = "${local.handlers}.presign.handler"
  environment = merge(local.presign_environment, local.access_environment)
  statements  = concat(local.presign_statements, local.access_statements)
  log_days    = var.retention.logs
  tracing     = var.tracing
}

module "jobs" {
  source = "./modules/function"

  name        = "${local.name}-jobs"
  image       = local.functions_image
  command     = "${local.handlers}.jobs.handler"
  environment = merge(local.jobs_environment, local.access_environment)
  statements  = concat(local.jobs_statements, local.access_statements)
  log_days    = var.retention.logs
  tracing     = var.tracing
}

module "apply" {
  source = "./modules/function"

  name        = "${local.name}-apply"
  image       = local.functions_image
  command     = "${local.handlers}.apply.handler"
  environment = merge(local.apply_environment, local.access_environment)
  statements  = concat(local.apply_statements, local.access_statements)
  memory      = 1792 # a whole processor: chunks of a large apply follow each other within one request
  log_days    = var.retention.logs
  tracing     = var.tracing
}
