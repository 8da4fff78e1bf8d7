# The container that reads one invoice: no shell, no root, nothing writable but its work folder.

locals {
  container = "task"
  uid       = "10001:10001" # made in the image, which owns the work folder
  work      = "/work"       # TMPDIR in the image: where the root file system cannot be written, this can

  environment = merge(var.environment, { AWS_DEFAULT_REGION = data.aws_region.current.name })
}

data "aws_region" "current" {}

resource "aws_cloudwatch_log_group" "this" {
  name              = "/ecs/${var.name}"
  retention_in_days = var.log_days
}

resource "aws_ecs_cluster" "this" {
  name = var.name

  setting {
    name  = "containerInsights"
    value = "enabled"
  }
}

resource "aws_ecs_task_definition" "this" {
  family                   = var.name
  requires_compatibilities = ["FARGATE"]
  network_mode             = "awsvpc"
  cpu                      = var.size.cpu
  memory                   = var.size.memory
  execution_role_arn       = aws_iam_role.execution.arn
  task_role_arn            = aws_iam_role.task.arn

  runtime_platform {
    operating_system_family = "LINUX"
    cpu_architecture        = upper(var.image.architecture)
  }

  # A bind mount of the task's own storage; it takes owner and mode from the image's VOLUME.
  volume {
    name = "work"
  }

  container_definitions = jsonencode([{
    name                   = local.container
    image                  = var.image.uri
    essential              = true
    command                = ["python", "-I", "-B", "-m", var.module]
    user                   = local.uid
    privileged             = false
    readonlyRootFilesystem = true
    stopTimeout            = 30
    environment            = [for name in sort(keys(local.environment)) : { name = name, value = local.environment[name] }]
    mountPoints            = [{ sourceVolume = "work", containerPath = local.work, readOnly = false }]

    linuxParameters = {
      initProcessEnabled = true
      capabilities       = { add = [], drop = ["ALL"] }
    }

    logConfiguration = {
      logDriver = "awslogs"
      options = {
        awslogs-group         = aws_cloudwatch_log_group.this.name
        awslogs-region        = data.aws_region.current.name
        awslogs-stream-prefix = local.container
      }
    }
  }])
}
