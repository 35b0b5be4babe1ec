import { words } from '../lists';

/** What data is encrypted with. */
export const KEYS: readonly string[] = words(`
  *_kms_key *_kms_external_key *_kms_replica_key *_kms_replica_external_key *_crypto_key
  *_crypto_key_version *_key_ring *_key_vault *_key_vault_key
  *_key_vault_managed_hardware_security_module* *_disk_encryption_set *_encryption_key
  *_customer_managed_key *_kms_custom_key_store *_cloudhsm* *_kms_vault *_kms
  vault_transit_secret_backend_key oci_kms_* alicloud_kms_* confluent_byok_key *_kms_instance
  aws_cloudhsm_v2_cluster *_encryption_at_rest *_csfle_*
`);
