# What each role may do: exactly the calls that its code makes. tests/infra/ plays every one of them against these
# statements, and holds a reason for whatever is allowed and was not called. Only apply may write stock and ledger;
# nobody may delete a row or an object.

locals {
  tables  = module.tables.arns
  bucket  = module.storage.bucket_arn
  objects = { for prefix in ["raw", "readings", "reviews", "plans", "errors"] : prefix => "${local.bucket}/${prefix}/*" }

  presign_statements = [
    {
      Sid      = "Jobs"
      Effect   = "Allow"
      Action   = ["dynamodb:BatchGetItem", "dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:Query", "dynamodb:UpdateItem"]
      Resource = local.tables.jobs
    },
    {
      Sid      = "SignUploads" # a link may do what its signer may
      Effect   = "Allow"
      Action   = "s3:PutObject"
      Resource = local.objects.raw
    },
  ]

  jobs_statements = concat(local.dispatching_statements, [
    {
      Sid    = "Jobs"
      Effect = "Allow"
      Action = [
        "dynamodb:ConditionCheckItem",
        "dynamodb:GetItem",
        "dynamodb:PutItem",
        "dynamodb:Query",
        "dynamodb:UpdateItem",
      ]
      Resource = local.tables.jobs
    },
    {
      Sid      = "JobLists"
      Effect   = "Allow"
      Action   = "dynamodb:Query"
      Resource = ["${local.tables.jobs}/index/by_status", "${local.tables.jobs}/index/by_vendor"]
    },
    {
      Sid      = "ProposeItems"
      Effect   = "Allow"
      Action   = ["dynamodb:BatchGetItem", "dynamodb:Query"]
      Resource = local.tables.inventory
    },
    {
      Sid      = "LookAtDocuments" # HEAD
      Effect   = "Allow"
      Action   = "s3:GetObject"
      Resource = [local.objects.raw, local.objects.readings, local.objects.errors, local.objects.reviews]
    },
    {
      Sid      = "ReadDocuments" # by version; links for the page are signed with it too
      Effect   = "Allow"
      Action   = "s3:GetObjectVersion"
      Resource = [local.objects.raw, local.objects.readings, local.objects.errors, local.objects.reviews]
    },
    {
      Sid       = "KnowWhatIsMissing" # without it S3 answers 403 for what is not there
      Effect    = "Allow"
      Action    = "s3:ListBucket"
      Resource  = local.bucket
      Condition = { StringLike = { "s3:prefix" = ["raw/*", "readings/*", "errors/*", "reviews/*"] } }
    },
    {
      Sid      = "SaveReviews"
      Effect   = "Allow"
      Action   = "s3:PutObject"
      Resource = local.objects.reviews
    },
    {
      Sid      = "FinishApplies"
      Effect   = "Allow"
      Action   = "lambda:InvokeFunction"
      Resource = module.apply.arn
    },
    {
      Sid      = "HearOfTasks"
      Effect   = "Allow"
      Action   = ["sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:ReceiveMessage"]
      Resource = module.queue.queue_arn
    },
  ])

  apply_statements = [
    {
      Sid      = "Jobs"
      Effect   = "Allow"
      Action   = ["dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:UpdateItem"]
      Resource = local.tables.jobs
    },
    {
      Sid      = "Ledger"
      Effect   = "Allow"
      Action   = ["dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:UpdateItem"]
      Resource = local.tables.ledger
    },
    {
      Sid      = "Inventory"
      Effect   = "Allow"
      Action   = ["dynamodb:BatchGetItem", "dynamodb:PutItem", "dynamodb:Query", "dynamodb:UpdateItem"]
      Resource = local.tables.inventory
    },
    {
      Sid      = "InventoryList"
      Effect   = "Allow"
      Action   = "dynamodb:Query"
      Resource = "${local.tables.inventory}/index/totals"
    },
    {
      Sid      = "LookAtPlans" # HEAD
      Effect   = "Allow"
      Action   = "s3:GetObject"
      Resource = local.objects.plans
    },
    {
      Sid      = "ReadDocuments"
      Effect   = "Allow"
      Action   = "s3:GetObjectVersion"
      Resource = [local.objects.readings, local.objects.reviews, local.objects.plans]
    },
    {
      Sid       = "KnowWhatIsMissing"
      Effect    = "Allow"
      Action    = "s3:ListBucket"
      Resource  = local.bucket
      Condition = { StringLike = { "s3:prefix" = ["readings/*", "reviews/*", "plans/*"] } }
    },
    {
      Sid      = "StorePlans"
      Effect   = "Allow"
      Action   = "s3:PutObject"
      Resource = local.objects.plans
    },
    {
      Sid      = "KeepReadings" # what was applied never expires
      Effect   = "Allow"
      Action   = "s3:PutObjectVersionTagging"
      Resource = local.objects.readings
    },
  ]

  task_statements = concat(local.working_statements, [
    {
      Sid      = "Job"
      Effect   = "Allow"
      Action   = ["dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:Query", "dynamodb:UpdateItem"]
      Resource = local.tables.jobs
    },
    {
      Sid      = "ReadTheFile" # and what an earlier try of the attempt has made of it
      Effect   = "Allow"
      Action   = "s3:GetObjectVersion"
      Resource = [local.objects.raw, local.objects.readings]
    },
    {
      Sid      = "LookAtResults" # HEAD
      Effect   = "Allow"
      Action   = "s3:GetObject"
      Resource = [local.objects.readings, local.objects.errors]
    },
    {
      Sid       = "KnowWhatIsMissing"
      Effect    = "Allow"
      Action    = "s3:ListBucket"
      Resource  = local.bucket
      Condition = { StringLike = { "s3:prefix" = ["raw/*", "readings/*", "errors/*"] } }
    },
    {
      Sid      = "StoreResults"
      Effect   = "Allow"
      Action   = "s3:PutObject"
      Resource = [local.objects.readings, local.objects.errors]
    },
    {
      Sid      = "TagReadings" # keep=no, until the job is applied
      Effect   = "Allow"
      Action   = "s3:PutObjectTagging"
      Resource = local.objects.readings
    },
  ])
}
