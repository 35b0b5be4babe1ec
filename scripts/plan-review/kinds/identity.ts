import { words } from '../lists';

/** Who may do what. */
export const IDENTITY: readonly string[] = words(`
  *_role *_role_* *_iam_* *_policy *_policy_attachment *_policies_exclusive *_user *_users
  *_user_* *_group_membership *_membership *_member *_members *_service_account
  *_service_account_* *_serviceaccount *_service_principal* *_managed_identity
  *_user_assigned_identity *_identity *_identity_* *_workload_* *_access_key *_access_token
  *_api_key *_api_token *_token *_credential* *_acl *_acls *_acl_* *_grant *_grants *_permission
  *_permissions *_access *_access_* *_privileges *_role_binding *_cluster_role *_cluster_role_*
  *_role_assignment *_role_definition *_binding *_assignment *_authorization* *_instance_profile
  *_key_pair *_keypair *_ssh_key *_sshkey *_public_key *_private_key *_password *_login_profile
  *_login *_certificate *_certificate_* *_cert *_ca *_cert_request *_self_signed_cert
  *_locally_signed_cert *_acmpca_* *_oidc* *_openid* *_saml* *_auth_backend* *_auth_method
  *_identity_provider* *_policy_document *_security_policy *_organization_policy *_org_policy*
  *_scp *_scram_secret_association *_trust* *_public_access_block *_ownership_controls
  *_access_point *_resource_share *_principal_association *_resource_association
  aws_organizations_* aws_cognito_* aws_ssoadmin_* aws_identitystore_* aws_ram_*
  aws_verifiedpermissions_* azuread_* okta_* auth0_* keycloak_* tls_* acme_* random_password
  random_bytes *_iam_group aws_lambda_permission aws_lakeformation_* aws_rolesanywhere_*
`);
