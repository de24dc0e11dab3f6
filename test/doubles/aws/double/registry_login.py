"""ECR: the login to the registry, and where it is."""

import base64
import os
from datetime import datetime, timedelta, timezone
from typing import Any

from .call import Call
from .registry import handles

ACCOUNT = os.environ["MOTO_ACCOUNT_ID"]
# AWS's own lifetime of a login.
LIFETIME = timedelta(hours=12)


@handles("ecr", "GetAuthorizationToken")
def get_authorization_token(call: Call) -> dict[str, Any]:
    """Names the registry that stands in for ECR's, where there is one: nothing answers under AWS's name."""
    token = base64.b64encode(f"AWS:{ACCOUNT}-auth-token".encode()).decode()
    own = f"https://{ACCOUNT}.dkr.ecr.{call.region}.amazonaws.com"
    data = {
        "authorizationToken": token,
        "expiresAt": datetime.now(timezone.utc) + LIFETIME,
        "proxyEndpoint": os.environ.get("DOUBLE_REGISTRY", own),
    }
    return {"authorizationData": [data]}
