"""What a host may do: only what the policies of its instance's role permit, as IAM has it.

moto judges policies only for callers whose keys it made itself; a host's come from its metadata.
A host is known by its address; whoever else calls may do everything. Keys of KMS are not asked for,
as moto encrypts nothing.
"""

import fnmatch
import re
import urllib.parse

import account
import metadata
from moto.core import DEFAULT_ACCOUNT_ID
from moto.iam import policy_conditions
from moto.iam.access_control import IAMPolicy, PermissionResult
from moto.iam.models import iam_backends
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
_UNKNOWN = ("unknown:Action", "*", {})
_DENIED = b"<Error><Code>AccessDenied</Code><Message>Access Denied</Message></Error>"


def hold_hosts_to_their_rights(application):
    """A WSGI application in front of moto's."""
    policy_conditions.CONDITION_OPERATIONS["StringLike"] = _string_like

    def answer(environ, start_response):
        host = _caller(environ)
        if host is None or (_has_signed(host, environ) and _is_permitted(host, *_asked(environ))):
            return application(environ, start_response)
        # What the host sends along is read, or the connection could not be used again.
        get_input_stream(environ).read()
        headers = [("Content-Type", "application/xml"), ("Content-Length", str(len(_DENIED)))]
        start_response("403 Forbidden", headers)
        return [b"" if environ["REQUEST_METHOD"] == "HEAD" else _DENIED]

    return answer


def _caller(environ):
    """The instance at the address that a request comes from."""
    address = environ["REMOTE_ADDR"]
    standing = (i for i in account.instances() if i.state != "terminated")
    return next((i for i in standing if i.nics[0].private_ip_address == address), None)


def _has_signed(instance, environ):
    found = re.search(r"Credential=([^/]+)/", environ.get("HTTP_AUTHORIZATION", ""))
    return found is not None and found[1] == metadata.access_key_id(instance)


def _asked(environ):
    """The action and what it is about; of other services than S3 nothing is known here."""
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


def _is_permitted(instance, action, resource, conditions):
    results = [
        IAMPolicy(policy).is_action_permitted(
            action, resource, incoming_condition_values=conditions
        )
        for policy in _policies(instance)
    ]
    return PermissionResult.PERMITTED in results and PermissionResult.DENIED not in results


def _policies(instance):
    profile = account.profile(instance)
    backend = iam_backends[DEFAULT_ACCOUNT_ID]["aws"]
    for role in profile.roles if profile else []:
        for name in backend.list_role_policies(role.name):
            yield backend.get_role_policy(role.name, name)[1]
        yield from role.managed_policies.values()


def _string_like(expected, actual):
    patterns = [expected] if isinstance(expected, str) else expected
    return any(fnmatch.fnmatchcase(actual, pattern) for pattern in patterns)
