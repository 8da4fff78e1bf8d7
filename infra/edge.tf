# What the world sees: one address for page and API.

module "api" {
  source = "./modules/api"

  name      = local.name
  routes    = jsondecode(file("${path.module}/../platform/src/invoiceplug_cloud/routes.json"))
  throttles = var.guardrails.throttles
  log_days  = var.retention.logs

  functions = {
    for name, function in { presign = module.presign, jobs = module.jobs, apply = module.apply } :
    name => { arn = function.arn, invoke_arn = function.invoke_arn }
  }
}

module "site" {
  source = "./modules/site"

  name             = local.name
  bucket           = "${local.name}-page-${local.account}"
  api_host         = module.api.host
  documents_origin = "https://${module.storage.bucket_domain}"
  origin_secret    = local.origin_secret
  allowed_cidrs    = var.allowed_cidrs
  domain           = var.page_domain
}

module "request_log" {
  source    = "./modules/request_log"
  providers = { aws = aws.us_east_1 }

  name             = local.name
  distribution_arn = module.site.distribution_arn
  log_days         = var.retention.logs
}

# CloudFront's logs are set up in us-east-1, wherever the rest is.
provider "aws" {
  alias  = "us_east_1"
  region = "us-east-1"

  access_key                  = var.emulator == null ? null : "local"
  secret_key                  = var.emulator == null ? null : "local"
  skip_credentials_validation = var.emulator != null
  skip_metadata_api_check     = var.emulator != null

  dynamic "endpoints" {
    for_each = var.emulator[*]

    content {
      iam  = endpoints.value.endpoint # asked whose account it is, before sts
      logs = endpoints.value.endpoint
      sts  = endpoints.value.endpoint
    }
  }

  default_tags {
    tags = { product = "invoiceplug", environment = var.environment }
  }
}
