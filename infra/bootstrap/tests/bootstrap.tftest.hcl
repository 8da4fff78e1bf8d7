# What outlives every environment.

mock_provider "aws" {
  override_during = plan

  mock_data "aws_caller_identity" {
    defaults = { account_id = "111122223333" }
  }

  mock_data "aws_partition" {
    defaults = { partition = "aws" }
  }

  mock_resource "aws_s3_bucket" {
    defaults = { arn = "arn:aws:s3:::state", id = "state" }
  }
}

variables {
  region = "eu-central-1"
}

run "registry_and_state" {
  command = plan

  assert {
    condition = alltrue([
      for repository in aws_ecr_repository.this :
      repository.image_tag_mutability == "IMMUTABLE" && repository.image_scanning_configuration[0].scan_on_push
    ])
    error_message = "An image is what it was, and is looked through for known holes."
  }

  assert {
    condition = alltrue([
      aws_s3_bucket_public_access_block.state.block_public_acls,
      aws_s3_bucket_public_access_block.state.block_public_policy,
      aws_s3_bucket_public_access_block.state.ignore_public_acls,
      aws_s3_bucket_public_access_block.state.restrict_public_buckets,
      aws_s3_bucket_versioning.state.versioning_configuration[0].status == "Enabled",
    ])
    error_message = "The state is nobody else's, and older ones are kept."
  }

  assert {
    condition = jsondecode(aws_ecr_repository_policy.functions.policy).Statement[0].Condition == {
      ArnLike = { "aws:SourceArn" = "arn:aws:lambda:eu-central-1:111122223333:function:invoiceplug-*" }
    }
    error_message = "Only our functions pull the image."
  }
}
