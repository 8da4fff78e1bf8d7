variable "name" {
  description = "What the names at the edge begin with."
  type        = string
}

variable "bucket" {
  description = "Name of the bucket of the built page, one in all of AWS."
  type        = string
}

variable "api_host" {
  description = "The host that answers /api/*."
  type        = string
}

variable "documents_origin" {
  description = "The origin of presigned links (https://bucket.s3.region.amazonaws.com), which the page may talk to."
  type        = string
}

variable "origin_secret" {
  description = "What the API is told by, in x-origin-secret, that a request came through the distribution."
  type        = string
  sensitive   = true
}

variable "allowed_cidrs" {
  description = "The addresses from which page and API may be reached; empty for all."
  type        = list(string)

  validation {
    condition     = alltrue([for cidr in var.allowed_cidrs : can(cidrhost(cidr, 0)) && !can(regex("[.].*:|:.*[.]", cidr))])
    error_message = "Each is a range of IPv4 or IPv6 addresses, like 203.0.113.0/24 or 2001:db8::/32."
  }

  validation {
    condition     = length(var.allowed_cidrs) <= 50
    error_message = "Every request is compared with the whole list, in a function that has a millisecond: 50 at most."
  }
}

variable "domain" {
  description = "A name of your own and its certificate in us-east-1; null for the name that CloudFront gives."
  type        = object({ name = string, certificate_arn = string })
  default     = null
}
