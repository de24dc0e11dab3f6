"""Who asks: the role whose credentials sign a request, or the operator who may do everything."""

from dataclasses import dataclass

from moto.sts.models import sts_backends
from moto.utilities.utils import get_partition

from .call import Call

# Nobody created this user, and every access key id that is no role's belongs to it.
OPERATOR = "operator"


@dataclass
class Principal:
    # As GetCallerIdentity says it.
    arn: str
    user_id: str
    # The role that was assumed.
    role_arn: str | None = None
    # What the session was limited to when the role was assumed.
    session_policy: str | None = None

    @property
    def iam_arn(self) -> str:
        """The lasting identity behind a session."""
        return self.role_arn or self.arn


def principal_of(call: Call) -> Principal:
    partition = get_partition(call.region)
    session = sts_backends[call.account][partition].get_assumed_role_from_access_key(call.access_key)
    if session is None:
        return Principal(arn=operator_arn(call), user_id="AIDAOPERATOR")
    return Principal(session.arn, session.user_id, session.role_arn, session.policy)


def operator_arn(call: Call) -> str:
    return f"arn:{get_partition(call.region)}:iam::{call.account}:user/{OPERATOR}"
