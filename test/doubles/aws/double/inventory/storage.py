"""Buckets, image repositories and logs."""

from collections.abc import Iterator
from typing import Any

from .resource import Resource, resource


def of_buckets(backend: Any) -> Iterator[Resource]:
    for bucket in backend.buckets.values():
        yield resource("s3", "Bucket", bucket.name, backend.tagger.get_tag_dict_for_resource(bucket.arn), bucket.arn)


def of_registry(backend: Any) -> Iterator[Resource]:
    for repository in backend.repositories.values():
        tags = backend.tagger.get_tag_dict_for_resource(repository.arn)
        yield resource("ecr", "Repository", repository.name, tags, repository.arn)


def of_logs(backend: Any) -> Iterator[Resource]:
    for group in backend.groups.values():
        yield resource("logs", "LogGroup", group.name, backend.tagger.get_tag_dict_for_resource(group.arn), group.arn)
