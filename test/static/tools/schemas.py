"""Validates the objects in a file against the schemas of one version of Kubernetes; prints what is wrong as JSON."""

import json
import sys

import kubernetes_validate
import yaml


def problem_of(item, version):
    """What is wrong with an object, or None; the strict schemas know no other fields than their own."""
    try:
        used = kubernetes_validate.validate(item, version, strict=True)
        return None if used == version else f"no schemas of {version}, only of {used}"
    except kubernetes_validate.ValidationError as error:
        place = ".".join(str(step) for step in error.absolute_path)
        return f"{place or 'the object'}: {error.message}"
    except (kubernetes_validate.SchemaNotFoundError, kubernetes_validate.VersionNotSupportedError) as error:
        return error.message


def main():
    path, version = sys.argv[1:]
    with open(path, encoding="utf-8") as file:
        items = [item for item in yaml.safe_load_all(file) if item]
    found = [{"object": item, "problem": problem_of(item, version)} for item in items]
    problems = [
        {
            "kind": entry["object"].get("kind"),
            "namespace": entry["object"].get("metadata", {}).get("namespace"),
            "name": entry["object"].get("metadata", {}).get("name"),
            "problem": entry["problem"],
        }
        for entry in found
        if entry["problem"]
    ]
    json.dump({"examined": len(items), "problems": problems}, sys.stdout)


main()
