variable "version_of_data" {}
variable "command" {}

resource "terraform_data" "clean" {
  triggers_replace = var.version_of_data

  provisioner "local-exec" {
    command = var.command
  }
}
