module "storage" {
  source = "./modules/storage"

  name                = "${local.name}-documents-${local.account}"
  page_origins        = ["https://${module.site.domain}"]
  retention           = var.retention
  deletion_protection = var.deletion_protection
}

module "tables" {
  source = "./modules/tables"

  name                = coalesce(var.tables_prefix, local.name)
  maximum             = var.table_maximum
  deletion_protection = var.deletion_protection
}
