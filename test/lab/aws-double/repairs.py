"""What moto 5.2.5 gets wrong, and a real apply, second plan and destroy of a cluster come upon.

Each function mends one thing; `apply_all` calls them. They change moto's classes in place, so they
come before its server starts.
"""

from inspect import signature

from moto.core.responses import ActionResult
from moto.ec2.exceptions import EC2ClientError
from moto.ec2.models.instances import Instance, InstanceBackend
from moto.ec2.models.security_groups import SecurityGroupRule
from moto.ec2.responses import EC2Response
from moto.iam.access_control import IAMPolicy
from moto.moto_api._internal import mock_random
from moto.route53.responses import Route53


def know_placement_groups() -> None:
    """moto has none."""
    groups: dict[tuple[str, str], dict] = {}

    def create(self):
        name = self._get_param("GroupName")
        tags = self._parse_tag_specification("placement-group").get("placement-group", {})
        group = {
            "GroupName": name,
            "GroupId": "pg-" + mock_random.get_random_hex(17),
            "State": "available",
            "Strategy": self._get_param("Strategy") or "cluster",
            "GroupArn": f"arn:aws:ec2:{self.region}:{self.current_account}:placement-group/{name}",
            "Tags": [{"Key": key, "Value": value} for key, value in tags.items()],
        }
        if group["Strategy"] == "partition":
            group["PartitionCount"] = int(self._get_param("PartitionCount") or 2)
        if group["Strategy"] == "spread":
            group["SpreadLevel"] = self._get_param("SpreadLevel") or "rack"
        groups[(self.region, name)] = group
        return ActionResult({"PlacementGroup": group})

    def describe(self):
        names = self._get_param("GroupNames", []) or []
        found = [
            group
            for (region, name), group in groups.items()
            if region == self.region and (not names or name in names)
        ]
        if names and not found:
            raise EC2ClientError(
                "InvalidPlacementGroup.Unknown",
                f"The Placement Group '{names[0]}' is unknown.",
            )
        return ActionResult({"PlacementGroups": found})

    def delete(self):
        groups.pop((self.region, self._get_param("GroupName")), None)
        return ActionResult({})

    EC2Response.create_placement_group = create
    EC2Response.describe_placement_groups = describe
    EC2Response.delete_placement_group = delete


def remember_how_instances_were_started() -> None:
    """moto forgets an instance's placement group and its protection against termination."""
    requests: list[EC2Response] = []
    run, init = EC2Response.run_instances, Instance.__init__

    def run_instances(self):
        requests.append(self)
        try:
            return run(self)
        finally:
            requests.pop()

    def instance_init(self, *args, **kwargs):
        init(self, *args, **kwargs)
        if requests:
            placement = requests[-1]._get_param("Placement", {}) or {}
            self._placement.group_name = placement.get("GroupName", "") or ""
            self.disable_api_termination = bool(requests[-1]._get_param("DisableApiTermination"))

    EC2Response.run_instances = run_instances
    Instance.__init__ = instance_init


def hold_to_protection_against_termination() -> None:
    """moto keeps a changed protection as the text of the request, and then no longer sees it."""
    modify = InstanceBackend.modify_instance_attribute

    def modify_as_switch(self, instance_id, key, value):
        is_switch = key == "disable_api_termination" and isinstance(value, str)
        return modify(self, instance_id, key, value.lower() == "true" if is_switch else value)

    InstanceBackend.modify_instance_attribute = modify_as_switch


def free_interfaces_of_terminated_instances() -> None:
    """Without it, an interface made apart from its instance can never be used or deleted again."""
    terminate = Instance.terminate

    def terminate_and_free(self, *args, **kwargs):
        result = terminate(self, *args, **kwargs)
        for interface in list(self.nics.values()):
            if not getattr(interface, "delete_on_termination", False):
                interface.instance = None
                interface.attachment_id = None
                interface.attach_time = None
                interface.status = "available"
        return result

    Instance.terminate = terminate_and_free


def pass_over_conditions() -> None:
    """moto takes a denial under a condition for one of everyone; hosts are judged by host_rights."""
    init = IAMPolicy.__init__

    def init_without_conditions(self, policy):
        init(self, policy)
        statements = self._policy_json["Statement"]
        if isinstance(statements, list):
            kept = [each for each in statements if "Condition" not in each]
            self._policy_json = {**self._policy_json, "Statement": kept}

    IAMPolicy.__init__ = init_without_conditions


def describe_rules_between_groups() -> None:
    """moto shows the description of a rule only where its peer is a block of addresses."""

    init = SecurityGroupRule.__init__

    def rule_init(self, *args, **kwargs):
        init(self, *args, **kwargs)
        given = signature(init).bind(self, *args, **kwargs).arguments
        self._prefix_list = given.get("prefix_list_id")

    def description(self):
        peers = (self.ip_range, self.source_group, self._prefix_list)
        return next((peer["Description"] for peer in peers if "Description" in (peer or {})), None)

    SecurityGroupRule.__init__ = rule_init
    SecurityGroupRule.description = property(description)


def take_zones_with_a_network_as_private() -> None:
    """Without the network, moto takes the zone for a public one and shows no network."""
    get_bool_param, get_hosted_zone = Route53._get_bool_param, Route53.get_hosted_zone

    def is_private_with_network(self, name, *args, **kwargs):
        if name == "HostedZoneConfig.PrivateZone":
            return bool(self._get_param("VPC.VPCId"))
        return get_bool_param(self, name, *args, **kwargs)

    def get_with_networks(self):
        answer = get_hosted_zone(self)
        networks = answer.result["VPCs"]
        answer.result["VPCs"] = networks and [
            {"VPCId": each["vpc_id"], "VPCRegion": each["vpc_region"]} for each in networks
        ]
        return answer

    Route53._get_bool_param = is_private_with_network
    Route53.get_hosted_zone = get_with_networks


def apply_all() -> None:
    know_placement_groups()
    remember_how_instances_were_started()
    hold_to_protection_against_termination()
    describe_rules_between_groups()
    take_zones_with_a_network_as_private()
    free_interfaces_of_terminated_instances()
    pass_over_conditions()
