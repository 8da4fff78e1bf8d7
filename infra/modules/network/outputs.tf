output "subnet_ids" {
  description = "Two public subnets in two zones."
  value       = [for subnet in aws_subnet.public : subnet.id]
}

output "security_group_id" {
  description = "The security group of tasks: nothing comes in, HTTPS goes out."
  value       = aws_security_group.task.id
}
