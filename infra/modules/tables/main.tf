# Key schema and indexes are those of platform/src/invoiceplug_cloud/domain/tables.py; a test compares the two.

resource "aws_dynamodb_table" "jobs" {
  name                        = "${var.name}-jobs"
  billing_mode                = "PAY_PER_REQUEST"
  hash_key                    = "job_id"
  range_key                   = "entry"
  deletion_protection_enabled = var.deletion_protection

  dynamic "attribute" {
    for_each = toset(["job_id", "entry", "status_key", "created_at", "vendor_key", "invoice_date"])

    content {
      name = attribute.value
      type = "S"
    }
  }

  global_secondary_index {
    name            = "by_status"
    hash_key        = "status_key"
    range_key       = "created_at"
    projection_type = "ALL"

    on_demand_throughput {
      max_read_request_units  = var.maximum.read
      max_write_request_units = var.maximum.write
    }
  }

  global_secondary_index {
    name            = "by_vendor"
    hash_key        = "vendor_key"
    range_key       = "invoice_date"
    projection_type = "ALL"

    on_demand_throughput {
      max_read_request_units  = var.maximum.read
      max_write_request_units = var.maximum.write
    }
  }

  on_demand_throughput {
    max_read_request_units  = var.maximum.read
    max_write_request_units = var.maximum.write
  }

  point_in_time_recovery {
    enabled = true
  }
}

resource "aws_dynamodb_table" "inventory" {
  name                        = "${var.name}-inventory"
  billing_mode                = "PAY_PER_REQUEST"
  hash_key                    = "item_id"
  range_key                   = "entry"
  deletion_protection_enabled = var.deletion_protection

  dynamic "attribute" {
    for_each = toset(["item_id", "entry", "listing", "item"])

    content {
      name = attribute.value
      type = "S"
    }
  }

  global_secondary_index {
    name            = "totals"
    hash_key        = "listing"
    range_key       = "item"
    projection_type = "ALL"

    on_demand_throughput {
      max_read_request_units  = var.maximum.read
      max_write_request_units = var.maximum.write
    }
  }

  on_demand_throughput {
    max_read_request_units  = var.maximum.read
    max_write_request_units = var.maximum.write
  }

  point_in_time_recovery {
    enabled = true
  }
}

resource "aws_dynamodb_table" "ledger" {
  name                        = "${var.name}-apply-ledger"
  billing_mode                = "PAY_PER_REQUEST"
  hash_key                    = "job_id"
  range_key                   = "entry"
  deletion_protection_enabled = var.deletion_protection

  dynamic "attribute" {
    for_each = toset(["job_id", "entry"])

    content {
      name = attribute.value
      type = "S"
    }
  }

  on_demand_throughput {
    max_read_request_units  = var.maximum.read
    max_write_request_units = var.maximum.write
  }

  point_in_time_recovery {
    enabled = true
  }
}
