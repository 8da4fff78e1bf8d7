# The shop's own stock: nothing is deleted by mistake, and a day costs what a day of invoices costs.
environment         = "prod"
region              = "eu-central-1"
deletion_protection = true
budget_usd          = 50

operator_key_parameter = "/invoiceplug/prod/operator-key"

guardrails = {
  jobs_a_day  = 500
  pages_a_day = 5000
  live_tasks  = 5
  workers     = 5
  throttles = {
    default                      = { rate = 10, burst = 20 }
    "POST /jobs"                 = { rate = 1, burst = 5 }
    "POST /jobs/{id}/upload-url" = { rate = 2, burst = 5 }
  }
}
