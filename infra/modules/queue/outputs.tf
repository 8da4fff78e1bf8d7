output "queue_arn" {
  description = "The queue of tasks that stopped."
  value       = aws_sqs_queue.events.arn
}

output "queue_name" {
  description = "Its name, as metrics name it."
  value       = aws_sqs_queue.events.name
}

output "dead_queue_name" {
  description = "Name of the queue of events that could not be handled."
  value       = aws_sqs_queue.dead.name
}
