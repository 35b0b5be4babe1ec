import { attributeRule } from '../attributes/attribute-rule';
import { changed, changedFromOne, turnedOff } from '../attributes/harms';

/** Ways to hosts, and names of theirs, that lead elsewhere. Those that go, `resource-lost` tells. */
export const pathChanged = attributeRule(
  {
    id: 'path-changed',
    title: 'A route, a name, a load balancer or a host’s groups lead traffic another way',
    severity: 'care',
    harm: changed,
  },
  [
    {
      types: `
        aws_instance aws_network_interface aws_lb aws_elb aws_vpc_endpoint
        *_network_interface_security_group_association *_network_interface_sg_attachment
        *_subnet_network_security_group_association *_compute_instance* *_port
      `,
      attributes: `
        vpc_security_group_ids security_groups security_group_ids security_group_id
        network_security_group_id network_interface.security_groups
      `,
      what: 'Changes the security groups of',
      why: 'It is then reached by whatever the groups that come let in, and no longer by what only those that go let in or out.',
      remedy: 'See what each of them lets pass, of brokers, ZooKeeper members, clients and SSH.',
    },
    {
      types: `
        *_route *_route_table *_default_route_table *_transit_gateway_route *_association *_subnet
        *_vpc_endpoint
      `,
      attributes: `
        route destination_cidr_block destination_ipv6_cidr_block dest_range
        destination_prefix_list_id address_prefix gateway_id nat_gateway_id
        vpc_peering_connection_id transit_gateway_id vpc_endpoint_id instance_id
        network_interface_id egress_only_gateway_id carrier_gateway_id blackhole
        transit_gateway_attachment_id next_hop_ip next_hop_gateway next_hop_type
        next_hop_in_ip_address next_hop_instance next_hop_vpn_tunnel next_hop_ilb route_table_id
        route_table_ids subnet_id subnet_ids network_acl_id dhcp_options_id
        transit_gateway_route_table_id
      `,
      what: 'Leads traffic another way by',
      why: 'Who goes that way, or must answer by it, is cut off where the new one doesn’t lead there, on all hosts of the subnets at once.',
      remedy: 'See that the new way leads to the same place, there and back.',
    },
    {
      holds: ['names'],
      except: 'aws_kms_alias aws_lambda_alias',
      attributes: `
        records rrdatas record alias value content target_resource_id name type zone_id zone_name
        managed_zone vpc set_identifier weighted_routing_policy failover_routing_policy
        health_check_id
      `,
      harm: changedFromOne,
      what: 'Lets a name lead elsewhere:',
      why: 'Clients and brokers that go by it reach another host, or none, as soon as what they remember is too old.',
      remedy: 'See that Kafka, ZooKeeper or what else is meant answers there already.',
    },
    {
      types: '*_listener *_listener_rule *_forwarding_rule *_target_group *_lb_rule *_lb',
      attributes: `
        port port_range ports protocol default_action action condition target backend_service
        health_check certificate_arn ssl_policy vpc_id frontend_port backend_port target_type
        preserve_client_ip subnets ip_address
      `,
      what: 'Serves clients in another way by',
      why: 'Clients that come through the balancer, or hosts behind it, may no longer find each other, or talk otherwise than before.',
      remedy: 'See that clients and hosts know the new port, protocol and place first.',
    },
    {
      types: '*_vpc',
      attributes: 'enable_dns_support enable_dns_hostnames',
      harm: turnedOff,
      what: 'Switches names off in',
      why: 'Hosts in it no longer find each other, nor AWS, by name.',
      remedy: 'Leave it on as long as anything in there goes by names.',
    },
  ],
);
