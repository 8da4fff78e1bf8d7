output "names" {
  description = "The tables' names: jobs, inventory, ledger."
  value = {
    jobs      = aws_dynamodb_table.jobs.name
    inventory = aws_dynamodb_table.inventory.name
    ledger    = aws_dynamodb_table.ledger.name
  }
}

output "arns" {
  description = "The tables' ARNs: jobs, inventory, ledger; an index has `/index/<name>` behind it."
  value = {
    jobs      = aws_dynamodb_table.jobs.arn
    inventory = aws_dynamodb_table.inventory.arn
    ledger    = aws_dynamodb_table.ledger.arn
  }
}
