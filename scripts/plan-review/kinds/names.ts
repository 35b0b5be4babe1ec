import { words } from '../lists';

/** By what hosts are found. */
export const NAMES: readonly string[] = words(`
  *_record *_records *_record_set *_recordset *_rrset *_dns_* *_dns *_alias *_zone *_hosted_zone
  *_managed_zone *_private_zone *_zone_* *_hostname *_domain *_domain_name *_custom_domain
  *_domain_* *_rdns *_reverse_dns *_route53_* *_service_discovery_* *_private_dns_namespace
  *_public_dns_namespace *_http_namespace consul_service consul_node consul_catalog_entry
  aws_servicecatalog_* aws_service_discovery_* aws_lambda_alias aws_kms_alias
`);
