# A cluster as others write it: modules, indexes, inline rules, a secret in a variable.
terraform {
  required_providers {
    aws = {
      source  = "registry.terraform.io/hashicorp/aws"
      version = "5.100.0"
    }
  }
}

provider "aws" {
  region = "eu-west-1"
}

variable "image" {
  default = "ami-0a1b2c3d4e5f60001"
}

variable "brokers" {
  default = 3
}

variable "clients" {
  default = "10.0.0.0/8"
}

variable "truststore_password" {
  default   = "pseudo-secret-4711"
  sensitive = true
}

module "kafka" {
  source              = "./kafka"
  image               = var.image
  brokers             = var.brokers
  clients             = var.clients
  truststore_password = var.truststore_password
}

output "volumes" {
  value = module.kafka.volumes
}
