# The headers of every answer. headers.json holds what the local stack sends too (a test compares the two); HSTS is
# only true where there is HTTPS.

locals {
  headers = jsondecode(file("${path.module}/headers.json"))
  plain   = ["cross-origin-opener-policy", "cross-origin-resource-policy", "permissions-policy"]
}

resource "aws_cloudfront_response_headers_policy" "security" {
  name    = "${var.name}-security"
  comment = "The page may talk to itself and to the documents' bucket only."

  security_headers_config {
    content_security_policy {
      content_security_policy = replace(local.headers["content-security-policy"], "{documents}", var.documents_origin)
      override                = true
    }

    content_type_options {
      override = true
    }

    referrer_policy {
      referrer_policy = local.headers["referrer-policy"]
      override        = true
    }

    frame_options {
      frame_option = local.headers["x-frame-options"]
      override     = true
    }

    strict_transport_security {
      access_control_max_age_sec = 365 * 24 * 3600
      include_subdomains         = true
      override                   = true
    }
  }

  custom_headers_config {
    dynamic "items" {
      for_each = toset(local.plain)

      content {
        header   = items.key
        value    = local.headers[items.key]
        override = true
      }
    }
  }
}
