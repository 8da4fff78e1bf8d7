variable "name" {
  description = "The function's name; its role and log group are called alike."
  type        = string
}

variable "image" {
  description = "The image, pinned by its digest, and what it was built for."
  type        = object({ uri = string, architecture = string })
}

variable "command" {
  description = "The handler in the image, as module.function."
  type        = string
}

variable "environment" {
  description = "The function's settings."
  type        = map(string)
}

variable "statements" {
  description = "What the function may do, as IAM policy statements."
  type        = any
}

variable "memory" {
  description = "MB; processor time comes in proportion."
  type        = number
  default     = 1024
}

variable "timeout" {
  description = "Seconds; the HTTP API itself gives up after 30."
  type        = number
  default     = 29
}

variable "log_days" {
  description = "Days that log lines are kept."
  type        = number
}

variable "tracing" {
  description = "Whether X-Ray keeps how long each request took, and where."
  type        = bool
  default     = false
}
