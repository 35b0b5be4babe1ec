import { words } from '../lists';

/** What only helps to write code, or shows what is there. */
export const NOTHING: readonly string[] = words(`
  null_resource terraform_data random_id random_pet random_integer random_uuid* random_string
  random_shuffle time_* local_file local_sensitive_file template_file template_dir
  cloudinit_config archive_file null_data_source *_dashboard *_dashboards *_dashboard_* *_tag
  *_tags *_label *_labels *_query_definition *_saved_query *_workbook *_budget *_cost_* *_ce_*
  aws_resourcegroups_group aws_resourcegroups_resource digitalocean_project grafana_folder
  google_billing_budget google_tags_* datadog_dashboard* newrelic_one_dashboard* docker_image
  vsphere_folder vsphere_tag_category
`);
