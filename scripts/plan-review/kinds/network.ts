import { words } from '../lists';

/** The way to hosts. */
export const NETWORK: readonly string[] = words(`
  *_vpc *_vpc_* *_default_vpc *_vnet *_network *_virtual_network *_vcn *_vlan *_subnet
  *_subnetwork *_subnet_* *_subnet_group *_cidr_block_association *_cidr *_route *_routes
  *_route_table *_route_table_* *_default_route_table *_router *_router_* *_gateway *_gateway_*
  *_nat *_nat_* *_peering *_peering_* *_peer *_internet_gateway *_transit_gateway*
  *_ec2_transit_gateway* *_vpn_* *_vpn *_interconnect* *_dx_* *_expressroute* *_virtual_hub*
  *_virtual_wan *_tunnel* *_firewall *_firewall_* *_security_group *_security_group_*
  *_security_rule *_default_security_group *_secgroup* *_network_acl *_network_acl_* *_nacl*
  *_default_network_acl *_networkfirewall_* *_security_list *_network_security_* *_network_policy
  *_prefix_list *_prefix_list_* *_ip_set *_ipset* *_ip_group *_eip *_eip_* *_ip *_ip_* *_public_ip
  *_address *_floating_ip* *_floatingip* *_reserved_ip* *_global_address *_network_interface
  *_network_interface_* *_nic *_port *_lb *_alb *_elb *_nlb *_lb_* *_alb_* *_load_balancer*
  *_loadbalancer* *_listener *_listener_* *_target_group *_target_pool *_forwarding_rule *_url_map
  *_backend_service *_backend_pool *_health_check *_proxy *_target_*_proxy *_probe *_endpoint
  *_endpoint_* *_private_link* *_privatelink* *_vpc_endpoint* *_ingress *_ingress_*
  *_ingress_class kubernetes_service kubernetes_endpoints *_distribution *_cloudfront_* *_cdn*
  *_frontdoor* *_waf* *_api_gateway_* *_apigateway* *_networkmanager_* *_vpclattice_*
  *_network_firewall* *_dhcp_options *_access_list *_ip_access_list *_network_link*
  *_network_container *_connection *_accepter *_authorized_network *_allowed_ip*
  *_global_accelerator* *_virtual_ip* *_service_attachment *_network_peering *_shared_vpc_*
  *_hub_* *_network_* *_main_route_table_association *_vpc_security_group_* *_app_mesh_*
  *_appmesh_* aws_globalaccelerator_* aws_api_gateway_stage aws_apigatewayv2_stage *_function_url
  aws_route53_resolver_* aws_ec2_managed_prefix_list* *_security_group_rule *_secgroup_rule
  *_firewall_rule *_firewall_rules *_lb_rule *_security_group_association
  *_security_group_rule_set *_acl_rule *_network_acl_rule *_security_group_ingress_rule
  *_security_group_egress_rule *_route_table_association *_nodebalancer *_intention
  *_firewall_attachment *_network_interface_attachment *_network_interface_sg_attachment
  *_eip_association *_ip_association *_vpc_attachment *_gateway_attachment *_listener_rule
`);
