"""The product as an applied infra/ describes it: what Terraform made says which code runs, where, and by which names.

The emulator has no Docker, so functions and tasks are processes of this machine, each in exactly the environment that
its function or task definition has. Routes come from the API's integrations, the origin's secret from the
distribution, the page from its bucket; task events go through the rule and the queue. Of all that, nothing is
written down here.
"""

from __future__ import annotations

import json
import queue
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from applied_infra import AppliedInfra
from waiting import PATIENCE_SECONDS
from whole_emulator import REGION

from invoiceplug.plugins import load_plugins
from invoiceplug_cloud.local.children import Children
from invoiceplug_cloud.local.ecs import Ecs, TaskDefinition
from invoiceplug_cloud.local.ecs_server import ecs_responder
from invoiceplug_cloud.local.environment import process_environment, sdk_variables
from invoiceplug_cloud.local.event_source import EventSource
from invoiceplug_cloud.local.functions import Functions
from invoiceplug_cloud.local.gateway import Gateway
from invoiceplug_cloud.local.lambda_server import LambdaEndpoint
from invoiceplug_cloud.local.server import Request, Response, Server, listen
from invoiceplug_cloud.local.site import is_route, security_headers
from invoiceplug_cloud.local.sqs import Queue
from invoiceplug_cloud.local.task_events import task_event
from invoiceplug_cloud.local.task_store import Task, TaskStore
from invoiceplug_cloud.vendors_file import write_vendors

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Heard:
    """A batch of task changes that came through rule and queue, and what the function answered."""

    function: str
    started_by: list[str]
    statuses: list[str]
    answer: Json


class DeployedProduct:
    """A running product at `url`; a client of the same AWS has `environment`. `invoke` calls a function by its name."""

    def __init__(self, made: AppliedInfra, folder: Path, cleanup: ExitStack) -> None:
        self._made, self._folder = made, folder
        self._children = Children()
        cleanup.callback(self._children.close)
        self._vendors = folder / "vendors.json"
        write_vendors(load_plugins(), self._vendors)

        ecs, functions = listen(0), listen(0)
        services = {"ecs": _address(ecs), "lambda": _address(functions)}
        self._sdk = sdk_variables(made.endpoint, services) | {"AWS_REGION": REGION, "AWS_DEFAULT_REGION": REGION}
        tasks = self._ecs()
        cleanup.callback(tasks.close)
        cleanup.callback(Server(ecs, ecs_responder(tasks)).close)

        self.environment = process_environment(self._sdk)
        self._heard: queue.SimpleQueue[Heard] = queue.SimpleQueue()
        self._functions = {name: self._function(name) for name in made.outputs()["functions"]["value"].values()}
        for function in self._functions.values():
            cleanup.callback(function.close)
            function.start()
        endpoint = LambdaEndpoint(self._functions, self.invoke, self.invoke)
        cleanup.callback(endpoint.close)
        cleanup.callback(Server(functions, endpoint.respond).close)
        for source in self._event_sources():
            cleanup.callback(source.close)
        front = Server(listen(0), self._respond())
        cleanup.callback(front.close)
        self.url = front.url

    def invoke(self, function: str, event: Json) -> Any:
        """What the function answers."""
        return self._functions[function].invoke(function, event)

    def heard_next(self) -> Heard:
        """The next batch of task changes that the function was handed; queue.Empty when there is none for minutes."""
        return self._heard.get(timeout=PATIENCE_SECONDS)

    def sweep(self) -> Json:
        """What the schedule's own target answers to the schedule's own input."""
        [schedule] = self._made.client("scheduler").list_schedules()["Schedules"]
        target = self._made.client("scheduler").get_schedule(Name=schedule["Name"])["Target"]
        answer: Json = self.invoke(_last(target["Arn"]), json.loads(target["Input"]))
        return answer

    def _function(self, name: str) -> Functions:
        """One function by its configuration: the image's command, and the variables."""
        made = self._made.client("lambda").get_function_configuration(FunctionName=name)
        module, _, attribute = made["ImageConfigResponse"]["ImageConfig"]["Command"][0].rpartition(".")
        variables = made["Environment"]["Variables"] | self._sdk
        if "VENDORS_FILE" in variables:
            variables["VENDORS_FILE"] = str(self._vendors)  # the image's build puts it there
        log = self._folder / f"{name}.log"
        return Functions(self._children, {name: f"{module}:{attribute}"}, process_environment(variables), log)

    def _ecs(self) -> Ecs:
        """The cluster, whose tasks are run by the newest definition."""
        cluster, task = (self._made.outputs()[name]["value"] for name in ("cluster", "task"))
        ecs = self._made.client("ecs")
        made = ecs.describe_task_definition(taskDefinition=task["definition"])["taskDefinition"]
        [container] = made["containerDefinitions"]
        variables = {pair["name"]: pair["value"] for pair in container["environment"]} | self._sdk
        return Ecs(
            TaskStore(self._folder / "tasks.sqlite", self._announce),
            TaskDefinition(made["family"], container["name"], [sys.executable, *container["command"][1:]]),
            process_environment(variables),
            self._folder / "tasks",
            cluster=cluster,
            region=REGION,
            places=2,
        )

    def _announce(self, task: Task) -> None:
        """A task's change as ECS announces it: to the targets of every rule whose pattern it fits.

        Nobody may put events in ECS' name, so the rule is asked, and its target is given the event here.
        """
        event, rules = json.dumps(task_event(task)), self._made.client("events")
        for rule in rules.list_rules()["Rules"]:
            if rules.test_event_pattern(EventPattern=rule["EventPattern"], Event=event)["Result"]:
                for target in rules.list_targets_by_rule(Rule=rule["Name"])["Targets"]:
                    Queue(self._made.endpoint, _last(target["Arn"])).send(event)

    def _event_sources(self) -> Iterator[EventSource]:
        """The mappings; the emulator's own, which has no function to call, lets the messages be."""
        client = self._made.client("lambda")
        for mapping in client.list_event_source_mappings()["EventSourceMappings"]:
            client.update_event_source_mapping(UUID=mapping["UUID"], Enabled=False)
            name = _last(mapping["EventSourceArn"])
            yield EventSource(Queue(self._made.endpoint, name), name, _last(mapping["FunctionArn"]), self._hear)

    def _hear(self, function: str, event: Json) -> Any:
        answer = self.invoke(function, event)
        tasks = [json.loads(record["body"])["detail"] for record in event["Records"]]
        started_by, statuses = [task["startedBy"] for task in tasks], [task["lastStatus"] for task in tasks]
        self._heard.put(Heard(function, started_by, statuses, answer))
        return answer

    def _respond(self) -> Any:
        """The distribution: the API with the origin's secret, everything else from the page's bucket."""
        gateway, secret = Gateway(self._routes(), self.invoke), self._origin_headers()
        s3, bucket = self._made.client("s3"), self._made.outputs()["page_bucket"]["value"]
        headers = security_headers(self._made.endpoint)

        def respond(request: Request) -> Response:
            if request.target.startswith(f"{gateway.prefix}/"):
                with_secret = Request(request.method, request.target, request.headers | secret, request.body)
                return gateway.respond(with_secret)
            path = urlsplit(request.target).path
            key = "index.html" if path != "/config.json" and is_route(path) else path.lstrip("/")
            found = s3.get_object(Bucket=bucket, Key=key)
            kind = ("content-type", found["ContentType"])
            return Response(200, [kind, *headers], found["Body"].read())

        return respond

    def _routes(self) -> dict[str, list[str]]:
        """Which function answers which routes, by the API's integrations."""
        client = self._made.client("apigatewayv2")
        [api] = client.get_apis()["Items"]
        found = client.get_integrations(ApiId=api["ApiId"])["Items"]
        functions = {each["IntegrationId"]: _function_of(each["IntegrationUri"]) for each in found}
        routes: dict[str, list[str]] = {name: [] for name in functions.values()}
        for route in client.get_routes(ApiId=api["ApiId"], MaxResults="100")["Items"]:
            routes[functions[_last(route["Target"], "/")]].append(route["RouteKey"])
        return routes

    def _origin_headers(self) -> dict[str, str]:
        """What the distribution adds to each request of the API."""
        client = self._made.client("cloudfront")
        [listed] = client.list_distributions()["DistributionList"]["Items"]
        origins = client.get_distribution_config(Id=listed["Id"])["DistributionConfig"]["Origins"]["Items"]
        [api] = [origin for origin in origins if origin["Id"] == "api"]
        return {each["HeaderName"]: each["HeaderValue"] for each in api["CustomHeaders"]["Items"]}


@contextmanager
def deployed_product(made: AppliedInfra, folder: Path) -> Iterator[DeployedProduct]:
    """The product of what was made, running for as long as the context lasts."""
    with ExitStack() as cleanup:
        yield DeployedProduct(made, folder, cleanup)


def _address(listener: Any) -> str:
    return f"http://127.0.0.1:{listener.getsockname()[1]}"


def _last(text: str, separator: str = ":") -> str:
    return text.rsplit(separator, 1)[-1]


def _function_of(uri: str) -> str:
    """The name in arn:aws:apigateway:…:lambda:path/2015-03-31/functions/arn:…:function:NAME/invocations."""
    return _last(uri.removesuffix("/invocations"))
