output "domain" {
  description = "The host name of page and API."
  value       = var.domain == null ? aws_cloudfront_distribution.this.domain_name : var.domain.name
}

output "cloudfront_domain" {
  description = "CloudFront's own name of the distribution, for the DNS record of a name of your own."
  value       = aws_cloudfront_distribution.this.domain_name
}

output "distribution_arn" {
  description = "Its ARN."
  value       = aws_cloudfront_distribution.this.arn
}

output "bucket" {
  description = "The bucket that the built page goes to."
  value       = aws_s3_bucket.page.bucket
}
