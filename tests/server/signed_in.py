"""The cookies of somebody who has signed in, as Streamlit makes them."""

from __future__ import annotations

import json
import time

from itsdangerous import TimestampSigner, URLSafeTimedSerializer
from streamlit.web.server.starlette.starlette_app_utils import generate_xsrf_token_string

from tests.visitors import XSRF

__all__ = ["SECRET", "USER", "cookies"]

SECRET = "nobody can guess this one, it is long"
USER = "_streamlit_user"


def cookies(origin: str, who: str, *, hours_ago: float = 0.0) -> dict[str, str]:
    """The cookies of somebody who signed in at an origin so many hours ago."""

    class Then(TimestampSigner):
        def get_timestamp(self) -> int:
            return int(time.time() - hours_ago * 3600)

    told = {"origin": origin, "is_logged_in": True, "email": who}
    signed = URLSafeTimedSerializer(SECRET, salt=USER, signer=Then).dumps(json.dumps(told))
    return {USER: str(signed), XSRF: generate_xsrf_token_string()}
