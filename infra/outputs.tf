output "address" {
  description = "Where the page is."
  value       = "https://${module.site.domain}"
}

output "cloudfront_domain" {
  description = "What a name of your own is pointed at."
  value       = module.site.cloudfront_domain
}

output "page_bucket" {
  description = "Where the built page goes."
  value       = module.site.bucket
}

output "documents_bucket" {
  description = "Where uploads, readings, reviews and plans are."
  value       = module.storage.bucket
}

output "tables" {
  description = "The three tables."
  value       = module.tables.names
}

output "functions" {
  description = "The three functions."
  value       = { presign = module.presign.name, jobs = module.jobs.name, apply = module.apply.name }
}

output "cluster" {
  description = "Where readings are run."
  value       = module.task.cluster_name
}

# The rest is what `make smoke` works with.

output "environment" {
  description = "The environment's name."
  value       = var.environment
}

output "region" {
  description = "Where everything but the edge is."
  value       = var.region
}

output "operator_key_parameter" {
  description = "Where the operator's key is; empty when none is asked for."
  value       = var.operator_key_parameter
}

output "api_host" {
  description = "The API's own host, which answers the distribution only."
  value       = module.api.host
}

output "roles" {
  description = "By which role each of them works."
  value = {
    presign = module.presign.name # a function's role is called as the function
    jobs    = module.jobs.name
    apply   = module.apply.name
    task    = element(split("/", module.task.task_role_arn), -1)
  }
}

output "task" {
  description = "How a task is run, and where it logs."
  value = {
    definition      = module.task.task_definition_family
    container       = module.task.container
    log_group       = module.task.log_group
    subnets         = module.network.subnet_ids
    security_groups = [module.network.security_group_id]
  }
}
