variable "name" {
  description = "What the names of alarms, topic, dashboard and budget begin with."
  type        = string
}

variable "environment" {
  description = "The environment that the product's metrics are of."
  type        = string
}

variable "watched" {
  description = "What is looked at, by the names that metrics know it by; `dispatch` and its dead queue are null without workers."
  type = object({
    api            = string      # id
    functions      = map(string) # names by role: presign, jobs, apply
    tables         = map(string)
    task_events    = object({ queue = string, dead = string })
    dispatch       = optional(object({ queue = string, dead = string }))
    largest_number = number # of live tasks
  })
}

variable "alarm_email" {
  description = "Who is told; empty for nobody."
  type        = string
}

variable "budget_usd" {
  description = "What a month of the whole account may cost."
  type        = number
}
