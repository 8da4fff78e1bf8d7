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
