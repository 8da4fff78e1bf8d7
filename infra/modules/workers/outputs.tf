output "queue_url" {
  description = "The queue that attempts are put into."
  value       = aws_sqs_queue.dispatch.url
}

output "queue_arn" {
  description = "Its ARN."
  value       = aws_sqs_queue.dispatch.arn
}

output "queue_name" {
  description = "Its name, as metrics name it."
  value       = aws_sqs_queue.dispatch.name
}

output "dead_queue_arn" {
  description = "The queue of attempts that no worker could bring to their end."
  value       = aws_sqs_queue.dead.arn
}

output "dead_queue_name" {
  description = "Its name, as metrics name it."
  value       = aws_sqs_queue.dead.name
}

output "service_name" {
  description = "The service that the dispatcher raises from none."
  value       = local.service # not the service's own attribute: rights are given before it is made
}
