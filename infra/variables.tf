variable "environment" {
  description = "The environment's name, part of every resource's name: dev, prod."
  type        = string

  validation {
    condition     = can(regex("^[a-z][a-z0-9]{1,11}$", var.environment))
    error_message = "An environment is named by 2 to 12 lower-case letters and digits."
  }
}

variable "region" {
  description = "The AWS region of everything but the edge."
  type        = string
}

variable "images" {
  description = "The two images by digest, as `make images` ends: repository@sha256:…"
  type        = object({ functions = string, task = string })

  validation {
    condition     = alltrue([for image in values(var.images) : can(regex("^[^@\\s]+@sha256:[0-9a-f]{64}$", image))])
    error_message = "An image is pinned by its digest (repository@sha256:<64 hex digits>); a tag may move."
  }
}

variable "architecture" {
  description = "What the images were built for: x86_64 or arm64."
  type        = string
  default     = "x86_64"

  validation {
    condition     = contains(["x86_64", "arm64"], var.architecture)
    error_message = "Lambda and Fargate run x86_64 and arm64."
  }
}

variable "allowed_cidrs" {
  description = "The addresses from which page and API may be reached; empty for all."
  type        = list(string)
  default     = []

  validation {
    condition     = alltrue([for cidr in var.allowed_cidrs : can(cidrhost(cidr, 0))])
    error_message = "Each is a range of addresses, like 203.0.113.0/24."
  }
}

variable "operator_key_parameter" {
  description = "The name of the SSM SecureString with the operator's key; empty when none is asked for."
  type        = string
  default     = ""

  validation {
    condition     = can(regex("^(/[A-Za-z0-9_.-]+)*$", var.operator_key_parameter))
    error_message = "A parameter's full name, like /invoiceplug/prod/operator-key."
  }
}

variable "open_api" {
  description = "True when anyone who knows the address may upload and apply: a choice to be made by hand."
  type        = bool
  default     = false

  validation {
    condition     = var.open_api || var.operator_key_parameter != "" || length(var.allowed_cidrs) > 0
    error_message = "Give an operator_key_parameter or allowed_cidrs, or set open_api = true deliberately."
  }
}

variable "page_domain" {
  description = "A name of your own for the page, and its certificate in us-east-1; null for the name CloudFront gives."
  type        = object({ name = string, certificate_arn = string })
  default     = null
}

variable "guardrails" {
  description = "What a day and a moment may cost: jobs and pages a day, live tasks, workers of the queue, requests a second by route."
  type = object({
    jobs_a_day  = number
    pages_a_day = number
    live_tasks  = number
    workers     = number
    throttles   = map(object({ rate = number, burst = number })) # "default", or a route: "POST /jobs"
  })

  validation {
    condition     = var.guardrails.live_tasks >= 1 && var.guardrails.live_tasks <= 100
    error_message = "1 to 100 live tasks: the transaction that takes a place has an action for each."
  }

  validation {
    condition     = contains(keys(var.guardrails.throttles), "default")
    error_message = "The throttle of the routes that are not named is called default."
  }

  validation {
    condition     = alltrue([for limit in values(var.guardrails.throttles) : limit.rate > 0 && limit.burst > 0])
    error_message = "A throttle of nothing would close its route; the switch `accepting` is for that."
  }
}

variable "dispatch" {
  description = "How readings are run: run_task (a Fargate task each) or queue (workers that take them one by one)."
  type        = string
  default     = "run_task"

  validation {
    condition     = contains(["run_task", "queue"], var.dispatch)
    error_message = "run_task or queue."
  }
}

variable "limits" {
  description = "Limits of what a PDF may hold and cost that are others than usual, by the names in docs/hostile.md."
  type        = map(number)
  default     = {}

  validation {
    condition = length(setsubtract(keys(var.limits), [
      "pdf_bytes", "pages", "page_side", "page_characters", "xml_bytes", "objects", "filters", "stream_bytes",
      "unpacked_bytes", "row_bytes", "cmap_entries", "cmap_characters", "width_entries", "function_expansions", "operators",
      "string_bytes", "form_expansions", "marks", "contents", "annotations", "image_pixels", "wall_seconds",
      "cpu_seconds", "memory_bytes", "address_bytes", "written_bytes", "open_files", "output_bytes",
    ])) == 0
    error_message = "docs/hostile.md names the limits."
  }

  validation {
    condition     = alltrue([for limit in values(var.limits) : limit > 0])
    error_message = "A limit is above 0."
  }

  validation {
    condition     = lookup(var.limits, "wall_seconds", 0) <= 150
    error_message = "A task that reads for longer than wall_seconds = 150 counts as hung."
  }
}

variable "retention" {
  description = "Days: uploaded files and error details, readings that were never applied, old versions, logs."
  type        = object({ raw = number, errors = number, readings = number, noncurrent = number, logs = number })
  default     = { raw = 365, errors = 90, readings = 90, noncurrent = 30, logs = 30 }
}

variable "table_maximum" {
  description = "Request units a second that a table may take, at most; a write of 48 items needs 200 at once."
  type        = object({ read = number, write = number })
  default     = { read = 1000, write = 500 }

  validation {
    condition     = var.table_maximum.write >= 200
    error_message = "One full transaction takes about 200 write units."
  }
}

variable "tables_prefix" {
  description = "What the tables' names begin with, where it is not the environment's: after a restore (docs/deploy.md)."
  type        = string
  default     = ""
}

variable "deletion_protection" {
  description = "Whether tables and bucket refuse to be destroyed."
  type        = bool
  default     = true
}

variable "alarm_email" {
  description = "Who is told of alarms and of the budget; empty for nobody."
  type        = string
  default     = ""
}

variable "budget_usd" {
  description = "What a month of the whole account may cost before somebody is told."
  type        = number
  default     = 50
}

variable "tracing" {
  description = "Whether X-Ray traces the functions; it costs by the request."
  type        = bool
  default     = false
}

variable "emulator" {
  description = "An emulator's address instead of AWS; null in every real environment."
  type        = object({ endpoint = string })
  default     = null
}
