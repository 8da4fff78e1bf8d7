output "state_bucket" {
  description = "Where the main root keeps its state: `terraform init -backend-config=bucket=…`."
  value       = aws_s3_bucket.state.bucket
}

output "repositories" {
  description = "Where images are pushed: functions, task."
  value       = { for name, repository in aws_ecr_repository.this : name => repository.repository_url }
}
