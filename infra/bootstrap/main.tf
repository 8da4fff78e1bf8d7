# What must be there before the product: where its images are pushed, and where Terraform remembers what it made.
# This root's own state is a small local file; `terraform import` makes it anew when it is lost.

data "aws_caller_identity" "current" {}

data "aws_partition" "current" {}

locals {
  account      = data.aws_caller_identity.current.account_id
  repositories = toset(["functions", "task"])
}

# Without a lifecycle: what is deployed must never expire, and which digests those are the registry does not know.
resource "aws_ecr_repository" "this" {
  for_each = local.repositories

  name                 = "invoiceplug/${each.key}"
  image_tag_mutability = "IMMUTABLE"

  image_scanning_configuration {
    scan_on_push = true
  }

  encryption_configuration {
    encryption_type = "AES256"
  }
}

# Lambda fetches an image anew whenever it pleases, long after the deployment.
resource "aws_ecr_repository_policy" "functions" {
  repository = aws_ecr_repository.this["functions"].name

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "LambdaPulls"
      Effect    = "Allow"
      Principal = { Service = "lambda.amazonaws.com" }
      Action    = ["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"]
      Condition = {
        ArnLike = {
          "aws:SourceArn" = "arn:${data.aws_partition.current.partition}:lambda:${var.region}:${local.account}:function:invoiceplug-*"
        }
      }
    }]
  })
}
