variable "name" {
  description = "What the names of queues and rule begin with."
  type        = string
}

variable "cluster_arn" {
  description = "The cluster whose tasks are told of."
  type        = string
}

variable "function_arn" {
  description = "The function that handles the events: jobs."
  type        = string
}
