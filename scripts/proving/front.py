"""What everybody meets first: the page with its headers, the API's health, and who is let in."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from proving.deployment import Deployment, send
from proving.outcome import Outcome, check, only_on_aws, warn

HEADERS = Path(__file__).resolve().parents[2] / "infra/modules/site/headers.json"
POLICY = "content-security-policy"
NOT_THE_KEY = "not-the-operators-key"


def page(deployment: Deployment) -> Iterator[Outcome]:
    """The page answers, its routes too, with the headers that headers.json lists."""
    answer = deployment.page("/")
    is_page = answer.status == 200 and answer.headers.get("content-type", "").startswith("text/html")
    yield check(is_page, f"the page answers ({answer.told})", "has it been published? make site")
    wanted = json.loads(HEADERS.read_text())
    own_policy, _, _ = wanted.pop(POLICY).partition("connect-src")
    wrong = [name for name, value in wanted.items() if answer.headers.get(name) != value]
    if not answer.headers.get(POLICY, "").startswith(own_policy):
        wrong.append(POLICY)
    yield check(not wrong, "the page comes with its security headers", f"wrong or missing: {', '.join(wrong)}")
    route = deployment.page("/inventory/SMOKE-TEST")
    yield check(route.body == answer.body, "a route of the page is answered by the page")
    config = deployment.page("/config.json").json
    yield check(config == {"api": "/api"}, "the page knows where its API is")
    if not deployment.on_aws:
        yield only_on_aws("HTTP is sent on to HTTPS, and browsers are told to stay there (HSTS)")
        return
    yield check("strict-transport-security" in answer.headers, "browsers are told to stay with HTTPS (HSTS)")
    plain = send("GET", deployment.address.replace("https:", "http:", 1))  # follows the redirect
    yield check(plain.body == answer.body, "HTTP is sent on to HTTPS")


def health(deployment: Deployment) -> Iterator[Outcome]:
    """The API is reached through the distribution, and nobody needs a key to ask how it is."""
    answer = deployment.ask("GET", "/healthz", key="")
    yield check((answer.status, answer.json) == (200, {"ok": True}), f"the API answers ({answer.told})")


def access(deployment: Deployment) -> Iterator[Outcome]:
    """The operator's key is asked for, and the API cannot be reached around the distribution."""
    if deployment.key:
        for key, name in (("", "no key"), (NOT_THE_KEY, "a wrong key")):
            answer = deployment.ask("GET", "/jobs?limit=1", key=key)
            yield check(answer.status == 401, f"{name} is refused ({answer.told})")
        answer = deployment.ask("GET", "/jobs?limit=1")
        yield check(answer.status == 200, f"the operator's key is taken ({answer.told})")
    else:
        yield warn("the API asks for no key", "set operator_key_parameter, unless allowed_cidrs is all you want")
    if not deployment.on_aws:
        yield only_on_aws("the API's own host refuses whoever comes around the distribution")
        return
    around = send("GET", f"https://{deployment.outputs['api_host']}/healthz")
    yield check(around.status == 403, f"the API's own host refuses who comes around the distribution ({around.told})")
