"""What a host may do: only what the policies of its instance's role permit, and neither the bucket
nor the endpoint of its network denies, as IAM has it.

moto judges policies only for callers whose keys it made itself; a host's come from its metadata.
A host is known by its address; whoever else calls may do everything. Keys of KMS are not asked for,
as moto encrypts nothing.
"""

import io
import json
import re
import urllib.parse

import account
import metadata
from moto.core import DEFAULT_ACCOUNT_ID
from moto.ec2.models import ec2_backends
from moto.iam.models import iam_backends
from moto.s3.models import s3_backends
from policy_judge import judge
from werkzeug.wsgi import get_input_stream

_ACTIONS = {
    "GET": "s3:GetObject",
    "HEAD": "s3:GetObject",
    "PUT": "s3:PutObject",
    "POST": "s3:PutObject",
    "DELETE": "s3:DeleteObject",
}
_LISTING = {
    *("list-type", "prefix", "delimiter", "encoding-type", "max-keys", "marker"),
    *("continuation-token", "start-after", "fetch-owner"),
}
_REGION = "eu-west-1"
_UNKNOWN = ("unknown:Action", "*", {})
_DENIED = "<Error><Code>AccessDenied</Code><Message>Access Denied</Message></Error>"


def hold_hosts_to_their_rights(application):
    """A WSGI application in front of moto's."""

    def answer(environ, start_response):
        host = _caller(environ)
        if host is None or (_has_signed(host, environ) and _is_permitted(host, *_asked(environ))):
            return application(environ, start_response)
        # What the host sends along is read, or the connection could not be used again.
        get_input_stream(environ).read()
        status, kind, denied = _denial(environ)
        start_response(status, [("Content-Type", kind), ("Content-Length", str(len(denied)))])
        return [b"" if environ["REQUEST_METHOD"] == "HEAD" else denied]

    return answer


def _denial(environ):
    if "HTTP_X_AMZ_TARGET" in environ:
        told = {"__type": "AccessDeniedException", "message": "Access Denied"}
        return "400 Bad Request", "application/x-amz-json-1.1", json.dumps(told).encode()
    # S3 alone leaves out the frame.
    is_s3 = "s3." in environ["HTTP_HOST"]
    denied = _DENIED if is_s3 else f"<ErrorResponse>{_DENIED}</ErrorResponse>"
    return "403 Forbidden", "application/xml", denied.encode()


def _caller(environ):
    """The instance at the address that a request comes from."""
    address = environ["REMOTE_ADDR"]
    standing = (i for i in account.instances() if i.state != "terminated")
    return next((i for i in standing if i.nics[0].private_ip_address == address), None)


def _has_signed(instance, environ):
    found = re.search(r"Credential=([^/]+)/", environ.get("HTTP_AUTHORIZATION", ""))
    return found is not None and found[1] == metadata.access_key_id(instance)


def _asked(environ):
    """The action and what it is about; of services that are not here nothing is known."""
    service = environ["HTTP_HOST"].partition(".")[0]
    if service in ("logs", "ssm", "monitoring"):
        return _asked_of(service, _body(environ), environ)
    found = re.match(r"(?:(.+)\.)?s3\.[a-z0-9-]+\.amazonaws\.com", environ["HTTP_HOST"])
    if not found:
        return _UNKNOWN
    path = urllib.parse.unquote(environ["PATH_INFO"]).lstrip("/")
    bucket, _, key = (found[1], "", path) if found[1] else path.partition("/")
    if key:
        action = _ACTIONS.get(environ["REQUEST_METHOD"], "unknown:Action")
        return action, f"arn:aws:s3:::{bucket}/{key}", {}
    query = urllib.parse.parse_qs(environ.get("QUERY_STRING", ""), keep_blank_values=True)
    if environ["REQUEST_METHOD"] not in ("GET", "HEAD") or not query.keys() <= _LISTING:
        return _UNKNOWN
    prefix = query.get("prefix", [""])[0]
    return "s3:ListBucket", f"arn:aws:s3:::{bucket}", {"s3:prefix": prefix}


def _body(environ):
    """What is sent along, which moto is to read as well."""
    body = get_input_stream(environ).read()
    environ["wsgi.input"] = io.BytesIO(body)
    environ["CONTENT_LENGTH"] = str(len(body))
    return body


def _asked_of(service, body, environ):
    if service in ("logs", "ssm"):
        target = environ.get("HTTP_X_AMZ_TARGET", "").rpartition(".")[2]
        about = _log_stream if service == "logs" else _parameter
        account_arn = f"arn:aws:{service}:{_REGION}:{DEFAULT_ACCOUNT_ID}"
        return f"{service}:{target}", f"{account_arn}:{about(json.loads(body or b'{}'))}", {}
    sent = urllib.parse.parse_qs(body.decode())
    action, namespace = (sent.get(key, [""])[0] for key in ("Action", "Namespace"))
    return f"cloudwatch:{action}", "*", {"cloudwatch:namespace": namespace}


def _parameter(asked):
    return f"parameter/{asked.get('Name', '*').lstrip('/')}"


def _log_stream(asked):
    """Or the group alone, of what is asked of no stream of it."""
    group, stream = (asked.get(key) for key in ("logGroupName", "logStreamName"))
    return f"log-group:{group or '*'}" + (f":log-stream:{stream}" if stream else "")


def _is_permitted(instance, action, resource, conditions):
    roles = _roles(instance)
    context = {**_session(instance, roles), **conditions}
    by_role = {judge(each, action, resource, context) for each in _policies(roles)}
    by_bucket = {judge(each, action, resource, context) for each in _bucket_policies(resource)}
    # Gateway endpoints lead to S3; what is asked of another service passes none.
    endpoints = _endpoint_policies(instance) if action.startswith("s3:") else ()
    by_endpoint = {judge(each, action, resource, context) for each in endpoints}
    return (
        "Allow" in by_role
        and "Deny" not in by_role | by_bucket | by_endpoint
        and by_endpoint <= {"Allow"}
    )


def _session(instance, roles):
    """What the keys of conditions are for a request with an instance's credentials."""
    return {
        "aws:principalarn": roles[0].arn if roles else "",
        "aws:principalaccount": DEFAULT_ACCOUNT_ID,
        "aws:principalisawsservice": "false",
        "aws:securetransport": "true",
        "aws:ec2instancesourcevpc": instance.nics[0].subnet.vpc_id,
        "aws:resourceaccount": DEFAULT_ACCOUNT_ID,
    }


def _roles(instance):
    profile = account.profile(instance)
    return list(profile.roles) if profile else []


def _policies(roles):
    backend = iam_backends[DEFAULT_ACCOUNT_ID]["aws"]
    for role in roles:
        for name in backend.list_role_policies(role.name):
            yield backend.get_role_policy(role.name, name)[1]
        for managed in role.managed_policies.values():
            yield next(each.document for each in managed.versions if each.is_default)


def _bucket_policies(resource):
    name = resource.removeprefix("arn:aws:s3:::").partition("/")[0]
    bucket = s3_backends[DEFAULT_ACCOUNT_ID]["aws"].buckets.get(name)
    if bucket and bucket.policy:
        yield bucket.policy


def _endpoint_policies(instance):
    network = instance.nics[0].subnet.vpc_id
    for backend in list(ec2_backends[DEFAULT_ACCOUNT_ID].values()):
        for endpoint in list(backend.vpc_end_points.values()):
            if endpoint.vpc_id == network and endpoint.state == "available":
                yield endpoint.policy_document
