"""What a real `terraform apply` and `destroy` of a cluster needs and moto lacks."""

from moto.core.responses import ActionResult
from moto.ec2.exceptions import EC2ClientError
from moto.ec2.models.instances import Instance
from moto.ec2.responses import EC2Response
from moto.moto_api._internal import mock_random

_groups = {}


def _create_placement_group(self):
    self.error_on_dryrun()
    name = self._get_param("GroupName")
    strategy = self._get_param("Strategy") or "cluster"
    tags = self._parse_tag_specification("placement-group").get("placement-group", {})
    group = {
        "GroupName": name,
        "GroupId": "pg-" + mock_random.get_random_hex(17),
        "GroupArn": f"arn:aws:ec2:{self.region}:{self.current_account}:placement-group/{name}",
        "State": "available",
        "Strategy": strategy,
        "Tags": [{"Key": key, "Value": value} for key, value in tags.items()],
    }
    if strategy == "partition":
        group["PartitionCount"] = int(self._get_param("PartitionCount") or 2)
    if strategy == "spread":
        group["SpreadLevel"] = self._get_param("SpreadLevel") or "rack"
    _groups[self.region, name] = group
    return ActionResult({"PlacementGroup": group})


def _describe_placement_groups(self):
    wanted = self._get_param("GroupNames", []) or []
    wanted = [wanted] if isinstance(wanted, str) else wanted
    found = [
        group
        for (region, name), group in _groups.items()
        if region == self.region and (not wanted or name in wanted)
    ]
    if wanted and not found:
        raise EC2ClientError(
            "InvalidPlacementGroup.Unknown", f"The Placement Group '{wanted[0]}' is unknown."
        )
    return ActionResult({"PlacementGroups": found})


def _delete_placement_group(self):
    _groups.pop((self.region, self._get_param("GroupName")), None)
    return ActionResult({})


_run_instances = EC2Response.run_instances


def _run_instances_in_their_group(self):
    """moto forgets the group of a new instance; terraform then wants to replace it."""
    before = _instances(self.ec2_backend)
    result = _run_instances(self)
    group = (self._get_param("Placement", {}) or {}).get("GroupName", "") or ""
    for instance in _instances(self.ec2_backend) - before:
        instance._placement.group_name = group
    return result


def _instances(backend):
    return {i for r in backend.reservations.values() for i in r.instances}


_terminate = Instance.terminate


def _terminate_and_release_interfaces(self):
    """moto keeps interfaces attached that must outlive their instance; destroy then fails."""
    previous_state = _terminate(self)
    for interface in self.nics.values():
        if not interface.delete_on_termination:
            interface.instance = None
            interface.attachment_id = None
            interface.attach_time = None
            interface.status = "available"
    return previous_state


def apply():
    EC2Response.create_placement_group = _create_placement_group
    EC2Response.describe_placement_groups = _describe_placement_groups
    EC2Response.delete_placement_group = _delete_placement_group
    EC2Response.run_instances = _run_instances_in_their_group
    Instance.terminate = _terminate_and_release_interfaces
