output "schedule_arn" {
  description = "The schedule."
  value       = aws_scheduler_schedule.sweep.arn
}

output "role_name" {
  description = "Name of the role that invokes."
  value       = aws_iam_role.scheduler.name
}
