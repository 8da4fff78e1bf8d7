variable "name" {
  description = "What the names of schedule and role begin with."
  type        = string
}

variable "account_id" {
  description = "The account whose scheduler may take the role."
  type        = string
}

variable "function_arn" {
  description = "The function that sweeps: jobs."
  type        = string
}

variable "rate" {
  description = "How often it sweeps."
  type        = string
  default     = "rate(5 minutes)"
}
