"""Makes calls of the AWS API, one after the other, as boto3 names them.

Reads lines of JSON, [service, operation, parameters], and answers each with a line: the result.
"""

import json
import sys

import boto3

clients = {}
for line in sys.stdin:
    service, operation, parameters = json.loads(line)
    client = clients.setdefault(service, boto3.client(service))
    result = getattr(client, operation)(**parameters) or {}
    result.pop("ResponseMetadata", None)
    print(json.dumps(result, default=str), flush=True)
