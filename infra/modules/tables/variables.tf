variable "name" {
  description = "What the tables' names start with."
  type        = string
}

variable "maximum" {
  description = "Request units a second that each table and index may take, at most."
  type        = object({ read = number, write = number })
}

variable "deletion_protection" {
  description = "Whether the tables refuse to be deleted."
  type        = bool
}
