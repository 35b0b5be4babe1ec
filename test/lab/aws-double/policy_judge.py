"""What a policy says of a request, by the rules of IAM; moto reads neither conditions nor what is
excepted.

https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements.html
"""

import fnmatch
import json


def judge(policy, action, resource, context):
    """"Deny", "Allow" or None. An operator that is not known here is an error, never passed over."""
    document = json.loads(policy) if isinstance(policy, (str, bytes)) else policy
    found = {
        statement["Effect"]
        for statement in _listed(document["Statement"])
        if _is_meant(statement, "Action", action.lower())
        and _is_meant(statement, "Resource", resource)
        and all(
            _OPERATORS[operator](context.get(key.lower()), _listed(expected))
            for operator, keys in statement.get("Condition", {}).items()
            for key, expected in keys.items()
        )
    }
    return next((effect for effect in ("Deny", "Allow") if effect in found), None)


def _is_meant(statement, element, value):
    patterns = statement.get(element, statement.get(f"Not{element}"))
    if element == "Action":
        patterns = [each.lower() for each in _listed(patterns)]
    return _like(value, _listed(patterns)) == (element in statement)


def _listed(value):
    return value if isinstance(value, list) else [value]


def _like(actual, patterns):
    # Only * and ? are wildcards to IAM.
    escaped = (each.replace("[", "[[]") for each in patterns)
    return actual is not None and any(fnmatch.fnmatchcase(actual, each) for each in escaped)


def _equals(actual, expected):
    return actual in expected


def _negated(operator):
    """Holds also where there is no such key."""
    return lambda actual, expected: not operator(actual, expected)


def _if_exists(operator):
    return lambda actual, expected: actual is None or operator(actual, expected)


_OPERATORS = {
    "ArnEquals": _like,
    "ArnLike": _like,
    "ArnNotEquals": _negated(_like),
    "ArnNotLike": _negated(_like),
    "Bool": _equals,
    "BoolIfExists": _if_exists(_equals),
    "Null": lambda actual, expected: str(actual is None).lower() in expected,
    "StringEquals": _equals,
    "StringLike": _like,
    "StringNotEquals": _negated(_equals),
    "StringNotLike": _negated(_like),
}
