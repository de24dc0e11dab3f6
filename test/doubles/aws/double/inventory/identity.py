"""Identities and keys."""

from collections.abc import Iterator
from typing import Any

from .resource import Resource, resource


def of_iam(backend: Any) -> Iterator[Resource]:
    # An account that was only looked at has its managed policies and nothing else.
    for role in backend.roles.values():
        yield resource("iam", "Role", role.name, _tags(role.tags), role.arn)
    for user in backend.users.values():
        yield resource("iam", "User", user.name, backend.tagger.get_tag_dict_for_resource(user.arn), user.arn)
    for policy in backend.managed_policies.values():
        if not policy.arn.split(":")[4] == "aws":
            yield resource("iam", "Policy", policy.name, _tags(policy.tags), policy.arn)
    for provider in backend.open_id_providers.values():
        yield resource("iam", "OpenIdConnectProvider", provider.url, _tags(provider.tags), provider.arn)
    for profile in backend.instance_profiles.values():
        yield resource("iam", "InstanceProfile", profile.name, _tags(profile.tags), profile.arn)


def _tags(tags: Any) -> dict[str, str]:
    """moto keeps tags as a list here and as a dictionary of key and value there."""
    items = tags.values() if isinstance(tags, dict) else tags or []
    return {tag["Key"]: tag["Value"] for tag in items}


def of_keys(backend: Any) -> Iterator[Resource]:
    """A key that waits for its deletion counts as gone; AWS's own keys are not listed."""
    for key in backend.keys.values():
        if key.key_state == "PendingDeletion" or any(name.startswith("alias/aws/") for name in key.aliases):
            continue
        yield resource("kms", "Key", key.id, backend.tagger.get_tag_dict_for_resource(key.id), key.arn)
    for key in backend.keys.values():
        for name in key.aliases:
            if not name.startswith("alias/aws/"):
                arn = f"arn:{backend.partition}:kms:{backend.region_name}:{backend.account_id}:{name}"
                yield resource("kms", "Alias", name, {}, arn)
