variable "name" {
  description = "What the network's parts are called."
  type        = string
}

variable "cidr" {
  description = "The network's addresses, a /16 to /24."
  type        = string
  default     = "10.20.0.0/20"
}

variable "bucket_arn" {
  description = "The only bucket of ours that is reached from inside."
  type        = string
}

variable "table_arns" {
  description = "The only tables that are reached from inside."
  type        = list(string)
}
