# In a versioned bucket an expiration only puts a delete marker on top. So each rule also removes what lies under the
# marker, and then the marker: until it is gone, If-None-Match would let a second file in under the same key.

locals {
  expiring = {
    uploads  = { prefix = "raw/", days = var.retention.raw, unless_kept = false }
    errors   = { prefix = "errors/", days = var.retention.errors, unless_kept = false }
    readings = { prefix = "readings/", days = var.retention.readings, unless_kept = true }
  }
}

resource "aws_s3_bucket_lifecycle_configuration" "documents" {
  bucket = aws_s3_bucket.documents.id

  dynamic "rule" {
    for_each = local.expiring

    content {
      id     = rule.key
      status = "Enabled"

      filter {
        prefix = rule.value.unless_kept ? null : rule.value.prefix

        # A reading says keep=no until its job is applied.
        dynamic "and" {
          for_each = rule.value.unless_kept ? [rule.value.prefix] : []

          content {
            prefix = and.value
            tags   = { keep = "no" }
          }
        }
      }

      expiration {
        days = rule.value.days
      }

      noncurrent_version_expiration {
        noncurrent_days = var.retention.noncurrent
      }
    }
  }

  # S3 takes no tag beside the removal of markers, nor days: these are rules of their own.
  dynamic "rule" {
    for_each = local.expiring

    content {
      id     = "${rule.key}-markers"
      status = "Enabled"

      filter {
        prefix = rule.value.prefix
      }

      expiration {
        expired_object_delete_marker = true
      }
    }
  }

  rule {
    id     = "unfinished-uploads"
    status = "Enabled"

    filter {
      prefix = ""
    }

    abort_incomplete_multipart_upload {
      days_after_initiation = 1
    }
  }

  depends_on = [aws_s3_bucket_versioning.documents]
}
