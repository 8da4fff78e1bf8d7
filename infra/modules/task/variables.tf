variable "name" {
  description = "What cluster, roles and log group are called."
  type        = string
}

variable "image" {
  description = "The image, pinned by its digest, what it was built for, and the repository it comes from."
  type        = object({ uri = string, architecture = string, repository_arn = string })
}

variable "module" {
  description = "The Python module that the container runs."
  type        = string
}

variable "environment" {
  description = "The container's settings."
  type        = map(string)
}

variable "statements" {
  description = "What the container may do, as IAM policy statements."
  type        = any
}

variable "size" {
  description = "CPU units and MiB of memory of a task."
  type        = object({ cpu = number, memory = number })
}

variable "log_days" {
  description = "Days that log lines are kept."
  type        = number
}
