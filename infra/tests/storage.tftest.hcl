# The documents' bucket: whose it is, what may come in, and how long it stays.

mock_provider "aws" {
  override_during = plan

  mock_resource "aws_s3_bucket" {
    defaults = { arn = "arn:aws:s3:::documents", id = "documents" }
  }
}

variables {
  name                = "documents"
  page_origins        = ["https://page.test"]
  retention           = { raw = 365, errors = 90, readings = 60, noncurrent = 30 }
  deletion_protection = true
}

run "bucket" {
  command = plan

  module {
    source = "./modules/storage"
  }

  assert {
    condition     = !aws_s3_bucket.documents.force_destroy
    error_message = "A protected bucket is not destroyed with documents in it."
  }

  assert {
    condition = alltrue([
      aws_s3_bucket_public_access_block.documents.block_public_acls,
      aws_s3_bucket_public_access_block.documents.block_public_policy,
      aws_s3_bucket_public_access_block.documents.ignore_public_acls,
      aws_s3_bucket_public_access_block.documents.restrict_public_buckets,
      aws_s3_bucket_ownership_controls.documents.rule[0].object_ownership == "BucketOwnerEnforced",
    ])
    error_message = "Nothing in the bucket is public, and it is all the owner's."
  }

  assert {
    condition = one([
      for rule in aws_s3_bucket_server_side_encryption_configuration.documents.rule :
      one(rule.apply_server_side_encryption_by_default).sse_algorithm
    ]) == "AES256"
    error_message = "Documents are encrypted."
  }

  assert {
    condition     = aws_s3_bucket_versioning.documents.versioning_configuration[0].status == "Enabled"
    error_message = "Every version is kept: jobs and the audit name them."
  }
}

run "the_page_reads_and_writes_from_its_own_origin_only" {
  command = plan

  module {
    source = "./modules/storage"
  }

  assert {
    condition = alltrue([
      for rule in aws_s3_bucket_cors_configuration.documents.cors_rule : alltrue([
        rule.allowed_origins == toset(["https://page.test"]),
        rule.allowed_methods == toset(["GET", "PUT"]),
        rule.allowed_headers == toset(["content-type", "if-none-match", "x-amz-checksum-sha256"]),
        rule.expose_headers == toset(["ETag", "x-amz-version-id"]),
      ])
    ])
    error_message = "CORS is for the exact origin, and for what the presigned links bind."
  }
}

run "what_is_written_over_or_not_encrypted_is_refused" {
  command = plan

  module {
    source = "./modules/storage"
  }

  assert {
    condition = jsondecode(aws_s3_bucket_policy.documents.policy).Statement[0] == {
      Sid       = "OnlyEncryptedConnections"
      Effect    = "Deny"
      Principal = "*"
      Action    = "s3:*"
      Resource  = ["arn:aws:s3:::documents", "arn:aws:s3:::documents/*"]
      Condition = { Bool = { "aws:SecureTransport" = "false" } }
    }
    error_message = "Only TLS."
  }

  assert {
    condition = jsondecode(aws_s3_bucket_policy.documents.policy).Statement[1] == {
      Sid       = "WrittenOnce"
      Effect    = "Deny"
      Principal = "*"
      Action    = "s3:PutObject"
      Resource  = "arn:aws:s3:::documents/*"
      Condition = {
        Bool = { "s3:ObjectCreationOperation" = "true" }
        Null = { "s3:if-none-match" = "true" }
      }
    }
    error_message = "A PUT without If-None-Match is refused."
  }

  assert {
    condition     = length(jsondecode(aws_s3_bucket_policy.documents.policy).Statement) == 2
    error_message = "The policy allows nobody anything."
  }
}

run "what_the_audit_lives_on_never_expires" {
  command = plan

  module {
    source = "./modules/storage"
  }

  assert {
    condition = {
      for rule in aws_s3_bucket_lifecycle_configuration.documents.rule :
      rule.id => [
        try(rule.filter[0].and[0].prefix, rule.filter[0].prefix),
        try(rule.filter[0].and[0].tags.keep, null),
        rule.expiration[0].days,
        rule.noncurrent_version_expiration[0].noncurrent_days,
      ] if length(rule.noncurrent_version_expiration) > 0
      } == {
      uploads  = ["raw/", null, 365, 30]
      errors   = ["errors/", null, 90, 30]
      readings = ["readings/", "no", 60, 30]
    }
    error_message = "Only uploads, error details and readings that nobody applied expire, with their older versions."
  }

  assert {
    condition = {
      for rule in aws_s3_bucket_lifecycle_configuration.documents.rule :
      rule.filter[0].prefix => rule.expiration[0].expired_object_delete_marker
      if endswith(rule.id, "-markers")
    } == { "raw/" = true, "errors/" = true, "readings/" = true }
    error_message = "A marker that stays would let a second file in under the same key."
  }
}
