"""ECS task protection, asked of an agent."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from invoiceplug_cloud.gateways.protection import AgentProtection, ProtectionError
from invoiceplug_cloud.local.server import Request, Response, Server, listen


class Agent:
    """Keeps what it is asked, and answers as it is told to."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, str, object]] = []
        self.answer: object = {"protection": {"ProtectionEnabled": True}}

    def respond(self, request: Request) -> Response:
        self.asked.append((request.method, request.target, json.loads(request.body)))
        return Response(200, [("content-type", "application/json")], json.dumps(self.answer).encode())


@pytest.fixture
def agent() -> Iterator[tuple[Agent, str]]:
    agent = Agent()
    server = Server(listen(0), agent.respond)
    yield agent, f"{server.url}/api/a-task"
    server.close()


def test_a_task_is_protected_for_a_while_and_released(agent):
    told, url = agent
    protection = AgentProtection(url)
    protection.protect(20)
    protection.release()
    where = ("PUT", "/api/a-task/task-protection/v1/state")
    assert told.asked == [
        (*where, {"ProtectionEnabled": True, "ExpiresInMinutes": 20}),
        (*where, {"ProtectionEnabled": False}),
    ]


@pytest.mark.parametrize("answer", [{"failure": {"Reason": "DEPLOYMENT_BLOCKED"}}, {"error": {"Code": "Throttled"}}])
def test_what_the_agent_could_not_do_is_an_error(agent, answer):
    told, url = agent
    told.answer = answer
    with pytest.raises(ProtectionError):
        AgentProtection(url).protect(20)


def test_without_an_agent_there_is_nothing_to_protect_from():
    AgentProtection("").protect(20)
    AgentProtection("").release()
