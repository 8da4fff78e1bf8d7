# The task: what a taken-over parser would find around it. And the network it stands in.

mock_provider "aws" {
  override_during = plan

  mock_resource "aws_iam_role" {
    defaults = { arn = "arn:aws:iam::111122223333:role/mocked" }
  }

  mock_data "aws_region" {
    defaults = { name = "eu-central-1" }
  }

  mock_data "aws_partition" {
    defaults = { partition = "aws" }
  }

  mock_data "aws_availability_zones" {
    defaults = { names = ["eu-central-1a", "eu-central-1b"] }
  }
}

run "container" {
  command = plan

  module {
    source = "./modules/task"
  }

  variables {
    name        = "invoiceplug-test-task"
    module      = "invoiceplug_cloud.task"
    environment = { JOBS_TABLE = "jobs" }
    statements  = []
    size        = { cpu = 1024, memory = 2048 }
    log_days    = 30

    image = {
      uri            = "registry.test/task@sha256:2222222222222222222222222222222222222222222222222222222222222222"
      architecture   = "arm64"
      repository_arn = "arn:aws:ecr:eu-central-1:111122223333:repository/invoiceplug/task"
    }
  }

  assert {
    condition     = length(jsondecode(aws_ecs_task_definition.this.container_definitions)) == 1
    error_message = "There is one container."
  }

  assert {
    condition = alltrue([
      for container in jsondecode(aws_ecs_task_definition.this.container_definitions) : alltrue([
        container.user == "10001:10001",
        container.readonlyRootFilesystem,
        !container.privileged,
        container.linuxParameters.capabilities == { add = [], drop = ["ALL"] },
        container.linuxParameters.initProcessEnabled,
        container.stopTimeout == 30,
        container.mountPoints == [{ containerPath = "/work", readOnly = false, sourceVolume = "work" }],
      ])
    ])
    error_message = "No root, no capability, nothing to write on but the work folder."
  }

  assert {
    condition     = endswith(jsondecode(aws_ecs_task_definition.this.container_definitions)[0].image, "@sha256:2222222222222222222222222222222222222222222222222222222222222222")
    error_message = "The image is the one that was given, by digest."
  }

  assert {
    condition     = aws_ecs_task_definition.this.runtime_platform[0].cpu_architecture == "ARM64"
    error_message = "The task runs on what its image was built for."
  }

  assert {
    condition     = aws_cloudwatch_log_group.this.retention_in_days == 30
    error_message = "Logs do not stay for ever."
  }
}

run "network" {
  command = plan

  module {
    source = "./modules/network"
  }

  variables {
    name       = "invoiceplug-test"
    bucket_arn = "arn:aws:s3:::documents"
    table_arns = ["arn:aws:dynamodb:eu-central-1:111122223333:table/jobs"]
  }

  assert {
    condition = alltrue([
      aws_vpc_security_group_egress_rule.https.from_port == 443,
      aws_vpc_security_group_egress_rule.https.to_port == 443,
      aws_vpc_security_group_egress_rule.https.ip_protocol == "tcp",
    ])
    error_message = "Out goes HTTPS only."
  }

  assert {
    condition     = length(distinct([for subnet in aws_subnet.public : subnet.availability_zone])) == 2
    error_message = "Two zones."
  }

  assert {
    condition = setunion([
      for statement in jsondecode(aws_vpc_endpoint.s3.policy).Statement : toset(flatten([statement.Resource]))
      ]...) == toset([
      "arn:aws:s3:::documents",
      "arn:aws:s3:::documents/*",
      "arn:aws:s3:::prod-eu-central-1-starport-layer-bucket/*",
    ])
    error_message = "No bucket is reached but ours and the registry's."
  }

  assert {
    condition     = jsondecode(aws_vpc_endpoint.dynamodb.policy).Statement[0].Resource == ["arn:aws:dynamodb:eu-central-1:111122223333:table/jobs"]
    error_message = "The task reaches the table of jobs, and no stock."
  }
}
