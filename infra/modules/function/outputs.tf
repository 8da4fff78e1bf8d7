# Who calls the function or hands it messages waits until its role may do what it has to.

output "name" {
  description = "The function's name."
  value       = aws_lambda_function.this.function_name
  depends_on  = [aws_iam_role_policy.this]
}

output "arn" {
  description = "The function's ARN."
  value       = aws_lambda_function.this.arn
  depends_on  = [aws_iam_role_policy.this]
}

output "invoke_arn" {
  description = "The ARN by which an HTTP API integrates the function."
  value       = aws_lambda_function.this.invoke_arn
  depends_on  = [aws_iam_role_policy.this]
}

output "log_group" {
  description = "The name of the function's log group."
  value       = aws_cloudwatch_log_group.this.name
}
