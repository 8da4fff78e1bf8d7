variable "name" {
  description = "The bucket's name, one in all of AWS."
  type        = string
}

variable "page_origins" {
  description = "The exact origins of the page, which puts and gets documents itself."
  type        = list(string)
}

variable "retention" {
  description = "Days: uploaded files, error details, readings that were never applied, old versions."
  type        = object({ raw = number, errors = number, readings = number, noncurrent = number })
}

variable "deletion_protection" {
  description = "Whether the bucket refuses to be destroyed while documents are in it."
  type        = bool
}
