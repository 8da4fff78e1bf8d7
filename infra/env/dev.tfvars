# A place to try things: small, and gone when it is not wanted any more.
environment         = "dev"
region              = "eu-central-1"
deletion_protection = false
budget_usd          = 20

guardrails = {
  jobs_a_day  = 500
  pages_a_day = 5000
  live_tasks  = 5
  workers     = 2
  throttles = {
    default                      = { rate = 10, burst = 20 }
    "POST /jobs"                 = { rate = 1, burst = 5 }
    "POST /jobs/{id}/upload-url" = { rate = 2, burst = 5 }
  }
}
