output "cluster_name" {
  description = "The cluster's name."
  value       = aws_ecs_cluster.this.name
}

output "cluster_arn" {
  description = "The cluster's ARN."
  value       = aws_ecs_cluster.this.arn
}

output "task_definition_family" {
  description = "The task definition's family: its newest revision is run."
  value       = aws_ecs_task_definition.this.family
}

output "task_definition_arn" {
  description = "The ARN of the newest revision."
  value       = aws_ecs_task_definition.this.arn
}

output "container" {
  description = "The name of the one container."
  value       = local.container
}

output "execution_role_arn" {
  description = "The role by which ECS pulls the image and writes the log; whoever runs the task must pass it."
  value       = aws_iam_role.execution.arn
}

output "task_role_arn" {
  description = "The container's own role; whoever runs the task must pass it."
  value       = aws_iam_role.task.arn
}

output "log_group" {
  description = "The name of the container's log group."
  value       = aws_cloudwatch_log_group.this.name
}
