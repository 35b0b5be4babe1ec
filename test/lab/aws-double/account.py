"""The double's account as plain data: what the lab boots hosts from."""

import base64

from moto.core import DEFAULT_ACCOUNT_ID
from moto.ec2.models import ec2_backends
from moto.route53.models import route53_backends

_ROOT_DEVICES = ("/dev/sda1", "/dev/xvda")


def instances():
    for backend in list(ec2_backends[DEFAULT_ACCOUNT_ID].values()):
        for reservation in list(backend.reservations.values()):
            yield from reservation.instances


def instance(instance_id):
    return next((i for i in instances() if i.id == instance_id), None)


def as_data():
    return {
        "instances": [_instance(i) for i in instances()],
        "volumes": [
            {"id": v.id, "sizeGiB": v.size}
            for backend in list(ec2_backends[DEFAULT_ACCOUNT_ID].values())
            for v in list(backend.volumes.values())
        ],
        "securityGroupRules": list(_security_group_rules()),
        "records": list(_address_records()),
    }


def _instance(i):
    interface = i.nics[0]
    return {
        "id": i.id,
        "state": i.state,
        "instanceType": i.instance_type,
        "imageId": i.image_id,
        "address": interface.private_ip_address,
        "macAddress": interface.mac_address,
        "subnetCidr": interface.subnet.cidr_block,
        "securityGroups": [group.id for group in interface.group_set],
        "tags": {tag["key"]: tag["value"] for tag in i.get_tags()},
        "volumes": [
            {"id": block.volume_id, "sizeGiB": block.size}
            for device, block in i.get_block_device_mapping
            if device not in _ROOT_DEVICES
        ],
    }


def _security_group_rules():
    """Those of addresses of version 4: the lab's hosts have no others."""
    for backend in list(ec2_backends[DEFAULT_ACCOUNT_ID].values()):
        for group in (g for groups in list(backend.groups.values()) for g in list(groups.values())):
            for direction, rules in (("in", group.ingress_rules), ("out", group.egress_rules)):
                for rule in list(rules):
                    peer = _peer(rule)
                    if peer:
                        yield {
                            "groupId": group.id,
                            "direction": direction,
                            "protocol": rule.ip_protocol,
                            "fromPort": rule.from_port,
                            "toPort": rule.to_port,
                            "peer": peer,
                        }


def _peer(rule):
    if rule.cidr_ipv4:
        return {"cidr": rule.cidr_ipv4}
    if rule.source_group:
        return {"groupId": rule.source_group["GroupId"]}
    if rule.prefix_list_id:
        return {"prefixListId": rule.prefix_list_id}
    return None


def _address_records():
    """Names of private zones: the hosts' resolver answers with them."""
    for zone in list(route53_backends[DEFAULT_ACCOUNT_ID]["aws"].zones.values()):
        for record in list(zone.rrsets):
            if record.type == "A":
                for address in record.records:
                    yield {"name": record.name.rstrip("."), "address": address}


def user_data(i):
    return base64.b64decode(i.user_data.as_bytes()) if i.user_data else None


def profile(i):
    """The instance profile that an instance was launched with; it has its role in `roles`."""
    association = i.ec2_backend.iam_instance_profile_associations.get(i.id)
    return association and association.iam_instance_profile
