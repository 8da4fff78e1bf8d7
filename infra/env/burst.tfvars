# Given after an environment's own file, for the day on which a year of invoices comes: 10,000 uploads in ten minutes.
dispatch = "queue"

budget_usd    = 200
table_maximum = { read = 4000, write = 4000 }

guardrails = {
  jobs_a_day  = 15000
  pages_a_day = 100000
  live_tasks  = 20
  workers     = 20
  throttles = {
    default                      = { rate = 100, burst = 200 }
    "POST /jobs"                 = { rate = 20, burst = 50 }
    "POST /jobs/{id}/start"      = { rate = 20, burst = 50 }
    "POST /jobs/{id}/upload-url" = { rate = 20, burst = 50 }
  }
}
