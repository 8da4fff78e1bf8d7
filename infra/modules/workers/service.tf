# Who takes attempts from the queue: none while there is nothing to do. The dispatcher raises the service to what its
# messages ask for, scaling sends workers home, and a worker protects its task for as long as it reads.

locals {
  service = "${var.name}-workers"
}

resource "aws_ecs_service" "workers" {
  name            = local.service
  cluster         = var.cluster.arn
  task_definition = var.task_definition_arn
  launch_type     = "FARGATE"
  desired_count   = 0
  propagate_tags  = "SERVICE"

  # A deployment may not double the workers that were allowed: the old ones stop first. Nobody waits for them by name,
  # what they have goes back into the queue, and the new ones are there within a minute.
  deployment_minimum_healthy_percent = 0
  deployment_maximum_percent         = 100

  # Public subnets without NAT: a worker reaches the registry and the endpoints by its own address.
  network_configuration {
    subnets          = var.network.subnet_ids
    security_groups  = [var.network.security_group_id]
    assign_public_ip = true
  }

  deployment_circuit_breaker {
    enable   = true
    rollback = true
  }

  lifecycle {
    ignore_changes = [desired_count] # the dispatcher's and the scaling's
  }
}
