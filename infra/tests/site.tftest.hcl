# The distribution: a private bucket, the API below /api/*, who may come, and the headers of every answer.

mock_provider "aws" {
  mock_resource "aws_cloudwatch_log_group" {
    defaults = { arn = "arn:aws:logs:us-east-1:111122223333:log-group:requests" }
  }

  mock_resource "aws_cloudwatch_log_delivery_destination" {
    defaults = { arn = "arn:aws:logs:us-east-1:111122223333:delivery-destination:requests" }
  }

  mock_resource "aws_s3_bucket" {
    defaults = {
      arn                         = "arn:aws:s3:::page"
      bucket_regional_domain_name = "page.s3.eu-central-1.amazonaws.com"
    }
  }

  mock_resource "aws_cloudfront_distribution" {
    defaults = {
      arn         = "arn:aws:cloudfront::111122223333:distribution/E1"
      domain_name = "d1.cloudfront.net"
    }
  }

  mock_resource "aws_cloudfront_function" {
    defaults = { arn = "arn:aws:cloudfront::111122223333:function/viewer" }
  }
}

variables {
  name             = "invoiceplug-test"
  bucket           = "page"
  api_host         = "a1b2c3d4e5.execute-api.eu-central-1.amazonaws.com"
  documents_origin = "https://documents.s3.eu-central-1.amazonaws.com"
  origin_secret    = "only-the-distribution-knows"
  allowed_cidrs    = ["203.0.113.0/24", "2001:db8::/32"]
}

run "bucket" {
  module {
    source = "./modules/site"
  }

  assert {
    condition = alltrue([
      aws_s3_bucket_public_access_block.page.block_public_acls,
      aws_s3_bucket_public_access_block.page.block_public_policy,
      aws_s3_bucket_public_access_block.page.ignore_public_acls,
      aws_s3_bucket_public_access_block.page.restrict_public_buckets,
    ])
    error_message = "Nobody reads the bucket but by the distribution."
  }

  assert {
    condition = [for statement in jsondecode(aws_s3_bucket_policy.page.policy).Statement : statement if statement.Effect == "Allow"] == [{
      Sid       = "TheDistributionReads"
      Effect    = "Allow"
      Principal = { Service = "cloudfront.amazonaws.com" }
      Action    = ["s3:GetObject", "s3:ListBucket"]
      Resource  = ["arn:aws:s3:::page", "arn:aws:s3:::page/*"]
      Condition = { StringEquals = { "aws:SourceArn" = "arn:aws:cloudfront::111122223333:distribution/E1" } }
    }]
    error_message = "Only this distribution reads, and nobody writes."
  }

  assert {
    condition = anytrue([for statement in jsondecode(aws_s3_bucket_policy.page.policy).Statement :
      statement.Effect == "Deny" && statement.Action == "s3:*" && statement.Condition == { Bool = { "aws:SecureTransport" = "false" } }
    ])
    error_message = "Only encrypted connections."
  }

  assert {
    condition     = aws_s3_bucket_versioning.page.versioning_configuration[0].status == "Enabled"
    error_message = "A former build can be brought back."
  }

  assert {
    condition     = jsondecode(aws_s3_object.config.content) == { api = "/api" } && aws_s3_object.config.cache_control == "no-cache"
    error_message = "The page finds its API on its own origin."
  }
}

run "distribution" {
  module {
    source = "./modules/site"
  }

  assert {
    condition = { for origin in aws_cloudfront_distribution.this.origin : origin.origin_id => origin.domain_name } == {
      page = "page.s3.eu-central-1.amazonaws.com", api = "a1b2c3d4e5.execute-api.eu-central-1.amazonaws.com"
    }
    error_message = "Page and API have one address."
  }

  assert {
    condition = flatten([for origin in aws_cloudfront_distribution.this.origin : [for header in origin.custom_header : "${origin.origin_id} ${header.name} ${nonsensitive(header.value)}"]]) == [
      "api x-origin-secret only-the-distribution-knows"
    ]
    error_message = "The API is told by whom it is asked; the page's bucket is not."
  }

  assert {
    condition = (
      aws_cloudfront_distribution.this.ordered_cache_behavior[0].path_pattern == "/api/*"
      && aws_cloudfront_distribution.this.ordered_cache_behavior[0].viewer_protocol_policy == "https-only"
      && aws_cloudfront_distribution.this.ordered_cache_behavior[0].cache_policy_id == "4135ea2d-6df8-44a3-9df3-4b5a84be39ad"
      && aws_cloudfront_distribution.this.ordered_cache_behavior[0].origin_request_policy_id == "b689b0a8-53d0-40ab-baf2-68738e2966ac"
    )
    error_message = "The API is never cached, and is handed everything but the viewer's Host."
  }

  assert {
    condition = alltrue([for behaviour in concat(aws_cloudfront_distribution.this.default_cache_behavior, aws_cloudfront_distribution.this.ordered_cache_behavior) :
      one(behaviour.function_association).function_arn == "arn:aws:cloudfront::111122223333:function/viewer"
      && behaviour.response_headers_policy_id == aws_cloudfront_response_headers_policy.security.id
    ])
    error_message = "Who may come and which headers are sent is said for page and API alike."
  }

  assert {
    condition     = length(aws_cloudfront_distribution.this.custom_error_response) == 0
    error_message = "An error page of the distribution would stand in for the API's errors."
  }

  assert {
    condition     = startswith(aws_cloudfront_function.viewer.code, "const ALLOWED_CIDRS = [\"203.0.113.0/24\",\"2001:db8::/32\"];\n\n//")
    error_message = "The function is told who may come."
  }

  assert {
    condition     = output.domain == "d1.cloudfront.net"
    error_message = "Without a name of one's own it is CloudFront's."
  }
}

run "headers" {
  command = plan

  module {
    source = "./modules/site"
  }

  assert {
    condition     = strcontains(aws_cloudfront_response_headers_policy.security.security_headers_config[0].content_security_policy[0].content_security_policy, "connect-src 'self' https://documents.s3.eu-central-1.amazonaws.com;")
    error_message = "The page may talk to itself and to the documents' bucket."
  }

  assert {
    condition     = one(aws_cloudfront_response_headers_policy.security.security_headers_config[0].strict_transport_security).access_control_max_age_sec == 31536000
    error_message = "HTTPS for a year."
  }

  assert {
    condition     = { for item in one(aws_cloudfront_response_headers_policy.security.custom_headers_config).items : item.header => item.value } == { for name in local.plain : name => local.headers[name] }
    error_message = "Headers that CloudFront has no setting for are sent as they are."
  }

  assert {
    condition = length(setsubtract(keys(local.headers), concat(local.plain, [
      "content-security-policy", "x-content-type-options", "referrer-policy", "x-frame-options",
    ]))) == 0
    error_message = "Every header of headers.json is sent."
  }
}

run "a_name_of_ones_own" {
  command = plan

  module {
    source = "./modules/site"
  }

  variables {
    domain = { name = "stock.example.com", certificate_arn = "arn:aws:acm:us-east-1:111122223333:certificate/c1" }
  }

  assert {
    condition = (
      aws_cloudfront_distribution.this.viewer_certificate[0].minimum_protocol_version == "TLSv1.2_2021"
      && aws_cloudfront_distribution.this.viewer_certificate[0].ssl_support_method == "sni-only"
      && aws_cloudfront_distribution.this.aliases == toset(["stock.example.com"])
      && output.domain == "stock.example.com"
    )
    error_message = "With a certificate of one's own comes TLS 1.2."
  }
}

run "half_an_address_is_refused" {
  command = plan

  module {
    source = "./modules/site"
  }

  variables {
    allowed_cidrs = ["203.0.113.7"]
  }

  expect_failures = [var.allowed_cidrs]
}

run "an_address_in_two_notations_is_refused" {
  command = plan

  module {
    source = "./modules/site"
  }

  variables {
    allowed_cidrs = ["::ffff:203.0.113.0/120"]
  }

  expect_failures = [var.allowed_cidrs]
}

run "log" {
  command = plan

  module {
    source = "./modules/request_log"
  }

  variables {
    distribution_arn = "arn:aws:cloudfront::111122223333:distribution/E1"
    log_days         = 30
  }

  assert {
    condition     = !can(regex("query|cookie|referer", lower(join(" ", aws_cloudwatch_log_delivery.requests.record_fields))))
    error_message = "What people search for is not written down."
  }

  assert {
    condition     = aws_cloudwatch_log_group.requests.retention_in_days == 30
    error_message = "Logs end."
  }
}
