terraform {
  required_version = ">= 1.11"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 5.100"
    }
  }

  # The bucket that infra/bootstrap makes; its name, region and the environment's key are given to `terraform init`
  # (README.md).
  backend "s3" {
    use_lockfile = true
    encrypt      = true
  }
}

provider "aws" {
  region = var.region

  # Only an emulator is talked to without an account.
  access_key                  = var.emulator == null ? null : "local"
  secret_key                  = var.emulator == null ? null : "local"
  skip_credentials_validation = var.emulator != null
  skip_metadata_api_check     = var.emulator != null
  skip_region_validation      = var.emulator != null
  s3_use_path_style           = var.emulator != null

  dynamic "endpoints" {
    for_each = var.emulator[*]

    content {
      apigatewayv2           = endpoints.value.endpoint
      budgets                = endpoints.value.endpoint
      cloudfront             = endpoints.value.endpoint
      cloudwatch             = endpoints.value.endpoint
      dynamodb               = endpoints.value.endpoint
      ec2                    = endpoints.value.endpoint
      ecs                    = endpoints.value.endpoint
      events                 = endpoints.value.endpoint
      iam                    = endpoints.value.endpoint
      kms                    = endpoints.value.endpoint
      lambda                 = endpoints.value.endpoint
      logs                   = endpoints.value.endpoint
      s3                     = endpoints.value.endpoint
      scheduler              = endpoints.value.endpoint
      sns                    = endpoints.value.endpoint
      sqs                    = endpoints.value.endpoint
      ssm                    = endpoints.value.endpoint
      sts                    = endpoints.value.endpoint
      applicationautoscaling = endpoints.value.endpoint
    }
  }

  default_tags {
    tags = { product = "invoiceplug", environment = var.environment }
  }
}
