# Some of each kind of thing on which a cluster stands, to be changed in every way: see make-kind-plans.ts.
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

locals {
  zones = ["eu-west-1a", "eu-west-1b", "eu-west-1c"]
}

resource "aws_ebs_volume" "data" {
  availability_zone = "eu-west-1a"
  size              = 500
  type              = "gp3"
}

resource "aws_ebs_volume" "numbered" {
  count             = length(local.zones)
  availability_zone = local.zones[count.index]
  size              = 500
  type              = "gp3"
}

resource "aws_ebs_volume" "named" {
  for_each          = toset(["kafka-1", "kafka-2"])
  availability_zone = "eu-west-1a"
  size              = 500
  type              = "gp3"
}

resource "aws_cloudwatch_log_group" "broker" {
  name              = "/kafka/broker"
  retention_in_days = 365
}

resource "aws_s3_bucket" "files" {
  bucket = "acme-kafka-files"
}

resource "aws_s3_bucket_versioning" "files" {
  bucket = aws_s3_bucket.files.id
  versioning_configuration {
    status = "Enabled"
  }
}

resource "aws_s3_bucket_public_access_block" "files" {
  bucket                  = aws_s3_bucket.files.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_object" "broker" {
  bucket  = aws_s3_bucket.files.id
  key     = "kafka-1/broker.conf"
  content = "broker.id=1\nlog.dirs=/var/lib/kafka\nzookeeper.connect=zk-1:2181/kafka\n"
}

resource "aws_ssm_parameter" "broker" {
  name           = "/kafka/kafka-1/server.properties"
  type           = "String"
  insecure_value = "broker.id=1\nlog.dirs=/var/lib/kafka\nlog.retention.hours=168\n"
}

resource "aws_launch_template" "broker" {
  name          = "kafka-broker"
  image_id      = "ami-0a1b2c3d4e5f60001"
  instance_type = "m6i.large"
  block_device_mappings {
    device_name = "/dev/sdf"
    ebs {
      volume_size           = 500
      delete_on_termination = "false"
    }
  }
}

resource "aws_autoscaling_group" "broker" {
  name                      = "kafka-broker"
  availability_zones        = local.zones
  min_size                  = 3
  max_size                  = 3
  wait_for_capacity_timeout = 0
  launch_template {
    id      = aws_launch_template.broker.id
    version = "$Latest"
  }
}

resource "aws_vpc" "main" {
  cidr_block = "10.0.0.0/16"
}

resource "aws_security_group" "broker" {
  name   = "kafka-broker"
  vpc_id = aws_vpc.main.id
}

resource "aws_vpc_security_group_ingress_rule" "clients" {
  security_group_id = aws_security_group.broker.id
  ip_protocol       = "tcp"
  from_port         = 9092
  to_port           = 9092
  cidr_ipv4         = "10.0.0.0/16"
}

resource "aws_network_acl" "broker" {
  vpc_id = aws_vpc.main.id
}

resource "aws_network_acl_rule" "clients" {
  network_acl_id = aws_network_acl.broker.id
  rule_number    = 100
  protocol       = "tcp"
  rule_action    = "allow"
  cidr_block     = "10.0.0.0/16"
  from_port      = 9092
  to_port        = 9092
}

module "clean" {
  source          = "./clean"
  version_of_data = "1"
  command         = "echo nothing to clean"
}
