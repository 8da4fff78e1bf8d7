output "bucket" {
  description = "The bucket's name."
  value       = aws_s3_bucket.documents.bucket
}

output "bucket_arn" {
  description = "The bucket's ARN."
  value       = aws_s3_bucket.documents.arn
}

output "bucket_domain" {
  description = "The host that presigned links name: bucket.s3.region.amazonaws.com."
  value       = aws_s3_bucket.documents.bucket_regional_domain_name
}
