variable "name" {
  description = "What the names of queues and service begin with."
  type        = string
}

variable "cluster" {
  description = "The cluster that the workers run in, with Container Insights: scaling counts them by it."
  type        = object({ name = string, arn = string })
}

variable "task_definition_arn" {
  description = "What a worker is."
  type        = string
}

variable "network" {
  description = "Where workers run."
  type        = object({ subnet_ids = list(string), security_group_id = string })
}

variable "function_arn" {
  description = "The function that fails what no worker could bring to its end: jobs."
  type        = string
}

variable "most" {
  description = "How many workers there are at most."
  type        = number
  default     = 20

  validation {
    condition     = var.most >= 1 && var.most <= 100
    error_message = "1 to 100 workers: each takes one of the places for live tasks, of which there are at most 100."
  }
}
