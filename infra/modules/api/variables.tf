variable "name" {
  description = "Name of the API and of its log group."
  type        = string
}

variable "routes" {
  description = "Routes by function, as platform's routes.json has them: { presign = [\"POST /jobs\", …], … }."
  type        = map(list(string))
}

variable "functions" {
  description = "The functions that the routes name."
  type = map(object({
    arn        = string
    invoke_arn = string
  }))
}

variable "throttles" {
  description = "Requests a second in the long run and at once, by route; of those not named it is \"default\"."
  type        = map(object({ rate = number, burst = number }))

  validation {
    condition     = contains(keys(var.throttles), "default")
    error_message = "The throttle of the routes that are not named is called default."
  }

  # A misspelt route would leave the right one without its throttle.
  validation {
    condition     = length(setsubtract(keys(var.throttles), concat(["default"], flatten(values(var.routes))))) == 0
    error_message = "A throttle names a route that there is not."
  }
}

variable "log_days" {
  description = "Days that the access log is kept."
  type        = number
}
