variable "region" {
  description = "The AWS region of images and state: the environments' own."
  type        = string
}
