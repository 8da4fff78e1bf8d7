variable "name" {
  description = "What the log and its delivery are called."
  type        = string
}

variable "distribution_arn" {
  description = "Whose requests are logged."
  type        = string
}

variable "log_days" {
  description = "Days that the log is kept."
  type        = number
}
