"""The instance metadata service, version 2, for the lab's hosts: each is known by its address."""

import datetime
import http.server
import json

import account

_STATES_THAT_RUN = ("pending", "running", "stopping")


class InstanceMetadata(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    # Set by the server's main program: the key that every host lets in.
    ssh_public_key = ""

    def do_PUT(self):
        if self.path.rstrip("/") != "/latest/api/token" or "X-Forwarded-For" in self.headers:
            return self._answer(403)
        lifetime = self.headers.get("X-aws-ec2-metadata-token-ttl-seconds", "21600")
        self._answer(200, self._token(), {"X-aws-ec2-metadata-token-ttl-seconds": lifetime})

    def do_GET(self):
        if self.headers.get("X-aws-ec2-metadata-token") != self._token():
            return self._answer(401)
        instance = _running_at(self.client_address[0])
        if instance is None:
            return self._answer(404)
        tree = _tree(instance, self.ssh_public_key)
        path = self.path.strip("/").partition("/")[2]
        if path in tree:
            return self._answer(200, tree[path])
        children = _children(tree, path)
        if path == "meta-data/public-keys":
            children = ["0=lab"]
        self._answer(200, "\n".join(children)) if children else self._answer(404)

    def _token(self):
        return "token-of-" + self.client_address[0]

    def _answer(self, code, body=b"", headers=None):
        body = body if isinstance(body, bytes) else body.encode()
        self.send_response(code)
        self.send_header("Content-Type", "text/plain")
        self.send_header("Content-Length", str(len(body)))
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        """Silent: cloud-init asks for a hundred things at each boot."""


def _running_at(address):
    return next(
        (
            i
            for i in account.instances()
            if i.state in _STATES_THAT_RUN and i.nics[0].private_ip_address == address
        ),
        None,
    )


def _children(tree, path):
    """The names directly below a path, folders with a slash, in the order of the tree."""
    prefix = path + "/" if path else ""
    below = (key[len(prefix) :] for key in tree if key.startswith(prefix))
    return list(dict.fromkeys(n.split("/")[0] + ("/" if "/" in n else "") for n in below))


def _tree(instance, ssh_public_key):
    interface = instance.nics[0]
    address, mac = interface.private_ip_address, interface.mac_address
    region = instance.region_name
    zone = instance.placement.zone
    name = f"ip-{address.replace('.', '-')}.{region}.compute.internal"
    network = f"meta-data/network/interfaces/macs/{mac}/"
    document = {
        "accountId": instance.owner_id,
        "availabilityZone": zone,
        "imageId": instance.image_id,
        "instanceId": instance.id,
        "instanceType": instance.instance_type,
        "privateIp": address,
        "region": region,
    }
    tree = {
        "dynamic/instance-identity/document": json.dumps(document),
        "meta-data/ami-id": instance.image_id,
        "meta-data/block-device-mapping/root": instance.root_device_name,
        "meta-data/hostname": name,
        "meta-data/instance-id": instance.id,
        "meta-data/instance-life-cycle": "on-demand",
        "meta-data/instance-type": instance.instance_type,
        "meta-data/local-hostname": name,
        "meta-data/local-ipv4": address,
        "meta-data/mac": mac,
        "meta-data/placement/availability-zone": zone,
        "meta-data/placement/region": region,
        "meta-data/public-keys/0/openssh-key": ssh_public_key,
        "meta-data/security-groups": "default",
        "meta-data/services/domain": "amazonaws.com",
        "meta-data/services/partition": "aws",
        network + "device-number": "0",
        network + "interface-id": interface.id,
        network + "local-ipv4s": address,
        network + "mac": mac,
        network + "subnet-id": interface.subnet.id,
        network + "subnet-ipv4-cidr-block": interface.subnet.cidr_block,
        network + "vpc-id": interface.subnet.vpc_id,
    }
    user_data = account.user_data(instance)
    if user_data is not None:
        tree["user-data"] = user_data
    return tree | _credentials(instance)


def access_key_id(instance):
    """By it a call of the host is known."""
    return "ASIA" + instance.id[-16:].upper()


def _credentials(instance):
    profile = account.profile(instance)
    if not profile or not profile.roles:
        return {}
    now = datetime.datetime.now(datetime.timezone.utc)
    credentials = {
        "Code": "Success",
        "Type": "AWS-HMAC",
        "LastUpdated": _zulu(now),
        "Expiration": _zulu(now + datetime.timedelta(hours=6)),
        "AccessKeyId": access_key_id(instance),
        "SecretAccessKey": "secret-of-" + instance.id,
        "Token": "session-of-" + instance.id,
    }
    return {
        "meta-data/iam/info": json.dumps({"Code": "Success", "InstanceProfileArn": profile.arn}),
        f"meta-data/iam/security-credentials/{profile.roles[0].name}": json.dumps(credentials),
    }


def _zulu(time):
    return time.strftime("%Y-%m-%dT%H:%M:%SZ")
