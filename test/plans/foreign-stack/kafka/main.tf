terraform {
  required_providers {
    aws = {
      source = "registry.terraform.io/hashicorp/aws"
    }
  }
}

variable "image" {}
variable "brokers" {}
variable "clients" {}
variable "truststore_password" {}

resource "aws_security_group" "broker" {
  name = "kafka-broker"

  ingress {
    description = "clients"
    protocol    = "tcp"
    from_port   = 9092
    to_port     = 9092
    cidr_blocks = [var.clients]
  }
}

resource "aws_instance" "broker" {
  count                  = var.brokers
  ami                    = var.image
  instance_type          = "m6i.large"
  availability_zone      = "eu-west-1a"
  vpc_security_group_ids = [aws_security_group.broker.id]
  user_data_base64 = base64gzip(templatefile("${path.module}/user-data.sh", {
    broker_id           = count.index + 1
    truststore_password = var.truststore_password
  }))
  user_data_replace_on_change = true

  tags = {
    Name = "kafka-${count.index + 1}"
  }
}

resource "aws_ebs_volume" "data" {
  for_each          = { for index, broker in aws_instance.broker : broker.tags.Name => broker }
  availability_zone = each.value.availability_zone
  size              = 500
  type              = "gp3"
}

resource "aws_volume_attachment" "data" {
  for_each    = aws_ebs_volume.data
  device_name = "/dev/sdf"
  volume_id   = each.value.id
  instance_id = aws_instance.broker[index(keys(aws_ebs_volume.data), each.key)].id
}

output "volumes" {
  value = { for name, volume in aws_ebs_volume.data : name => volume.id }
}
