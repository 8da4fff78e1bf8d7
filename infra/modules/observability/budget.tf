# What the whole account costs: an environment's own costs could be told apart only by a tag that somebody has to
# activate in the billing console first, and a budget that sees nothing would never say a word.
resource "aws_budgets_budget" "month" {
  name         = "${var.name}-month"
  budget_type  = "COST"
  limit_amount = tostring(var.budget_usd)
  limit_unit   = "USD"
  time_unit    = "MONTHLY"

  dynamic "notification" {
    for_each = { 50 = "ACTUAL", 80 = "ACTUAL", 100 = "ACTUAL", 101 = "FORECASTED" }

    content {
      comparison_operator       = "GREATER_THAN"
      threshold                 = min(100, tonumber(notification.key))
      threshold_type            = "PERCENTAGE"
      notification_type         = notification.value
      subscriber_sns_topic_arns = [aws_sns_topic.alarms.arn]
    }
  }

  depends_on = [aws_sns_topic_policy.alarms]
}
