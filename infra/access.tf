# Who may use the API, for as long as there is no login: whoever comes through the distribution (which looks at
# addresses), and has the operator's key. Terraform knows the key's name only; a person puts the key there.

locals {
  asks_for_key = var.operator_key_parameter != ""

  access_environment = merge({ ORIGIN_SECRET = local.origin_secret }, {
    for name, value in { OPERATOR_KEY_PARAMETER = var.operator_key_parameter } : name => value if local.asks_for_key
  })

  access_statements = [for statement in local.key_statements : statement if local.asks_for_key]

  key_statements = [
    {
      Sid      = "KnowTheKey"
      Effect   = "Allow"
      Action   = "ssm:GetParameter"
      Resource = "arn:${local.partition}:ssm:${var.region}:${local.account}:parameter${var.operator_key_parameter}"
    },
  ]

  origin_secret = sensitive(terraform_data.origin_secret.output)
}

# Known to the distribution and the functions only, so that nobody calls the API around the distribution. It is made
# once; `terraform apply -replace=terraform_data.origin_secret` makes a new one.
resource "terraform_data" "origin_secret" {
  input = uuid()

  lifecycle {
    ignore_changes = [input]
  }
}
