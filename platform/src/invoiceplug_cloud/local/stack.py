"""The whole local stack: started in order, stopped in reverse."""

from __future__ import annotations

import json
import sys
import threading
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from types import TracebackType

from invoiceplug_cloud.local.children import Children
from invoiceplug_cloud.local.data_folder import DataFolder
from invoiceplug_cloud.local.ecs import Ecs, TaskDefinition
from invoiceplug_cloud.local.ecs_server import ecs_responder
from invoiceplug_cloud.local.emulator_process import Bootstrap, EmulatorProcess
from invoiceplug_cloud.local.environment import (
    CLUSTER,
    DEAD_LETTER_QUEUE,
    EVENTS_FUNCTION,
    OPERATOR_KEY,
    PLACES,
    REGION,
    SWEEP_SECONDS,
    TASK_CONTAINER,
    TASK_EVENTS_QUEUE,
    TASK_FAMILY,
    application_variables,
    process_environment,
    reading_variables,
    sdk_variables,
)
from invoiceplug_cloud.local.event_source import EventSource
from invoiceplug_cloud.local.functions import Functions
from invoiceplug_cloud.local.gateway import Gateway
from invoiceplug_cloud.local.lambda_server import LambdaEndpoint
from invoiceplug_cloud.local.parameters import Parameters
from invoiceplug_cloud.local.reach import publish
from invoiceplug_cloud.local.schedule import Schedule
from invoiceplug_cloud.local.server import Request, Response, Server, listen, origins_of
from invoiceplug_cloud.local.site import Site, built_page
from invoiceplug_cloud.local.sqs import Queue
from invoiceplug_cloud.local.task_events import TaskEvents
from invoiceplug_cloud.local.task_store import TaskStore
from invoiceplug_cloud.local.workers import Workers
from invoiceplug_cloud.settings import QUEUE, RUN_TASK

PACKAGE = "invoiceplug_cloud"


@dataclass(frozen=True, slots=True)
class Application:
    """What a stack runs: routes and handlers (`module:attribute`) by function, the task's command, the built page.

    Without a page the API works, and everything else says how to build it.
    """

    routes: Mapping[str, Sequence[str]]
    handlers: Mapping[str, str]
    task_command: Sequence[str]
    page: Path | None = None


def invoiceplug_application() -> Application:
    """The application of this package."""
    routes = json.loads(resources.files(PACKAGE).joinpath("routes.json").read_text(encoding="utf-8"))
    handlers = {name: f"{PACKAGE}.handlers.{name}:handler" for name in routes}
    return Application(routes, handlers, (sys.executable, "-m", f"{PACKAGE}.task"), built_page())


class LocalStack:
    """A running stack; a context manager. `port=0` takes a free one. With an `operator_key` the API asks for it.

    `limits` are those of `invoiceplug.limits` that are others. Raises SettingsInvalidError for a wrong one, and
    PortTakenError, DataFolderError, EmulatorError or FunctionCrashError when it cannot start; then nothing is left
    running. Attributes while it runs: `url` (page and API), `aws_endpoint` (DynamoDB, S3 and SQS; `s3_endpoint` is
    the same), `ecs_endpoint`, `environment`, the variables that point a client of the application at it, and `ecs`,
    `task_events`, `parameters` and, where jobs are dispatched by the queue, `workers`, for tests.
    """

    ecs: Ecs
    task_events: TaskEvents
    workers: Workers

    def __init__(
        self,
        data_dir: Path,
        port: int = 8080,
        plugins_dir: Path | None = None,
        *,
        application: Application | None = None,
        sweep_seconds: float = SWEEP_SECONDS,
        dispatch: str = RUN_TASK,
        operator_key: str = "",
        limits: Mapping[str, str] | None = None,
    ) -> None:
        self._application = application or invoiceplug_application()
        self._data = DataFolder(data_dir)
        self._port = port
        self._plugins = plugins_dir.absolute() if plugins_dir is not None else None
        self._sweep_seconds = sweep_seconds
        self._dispatch = dispatch
        self._reading = reading_variables(limits or {})
        self.parameters = Parameters({OPERATOR_KEY: operator_key} if operator_key else {})
        self._cleanup = ExitStack()
        self.lost = threading.Event()
        """Set when the stack can no longer work (a part of it has died); stop it then."""
        self.url = self.aws_endpoint = self.s3_endpoint = self.ecs_endpoint = ""
        self.environment: dict[str, str] = {}

    def __enter__(self) -> LocalStack:
        with ExitStack() as cleanup:
            self._start(cleanup)
            self._cleanup = cleanup.pop_all()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._cleanup.close()

    @property
    def logs(self) -> Path:
        """The folder of the emulator's and the functions' logs."""
        return self._data.path / "logs"

    def task_log(self, job: str) -> str:
        """What the tasks of a job have written, all attempts in order."""
        files = sorted(self._data.task_logs.glob(f"{job}*.log"), key=lambda file: file.stat().st_mtime_ns)
        return "".join(file.read_text(encoding="utf-8", errors="replace") for file in files)

    def _start(self, cleanup: ExitStack) -> None:
        listener = listen(self._port)  # first, since a taken port is what goes wrong most
        cleanup.callback(listener.close)
        port: int = listener.getsockname()[1]
        cleanup.enter_context(self._data)
        children = Children()
        cleanup.callback(children.close)
        emulator = EmulatorProcess(children, self._data, origins_of(port), self.lost.set)
        cleanup.callback(emulator.close)
        self.aws_endpoint = self.s3_endpoint = emulator.url

        listeners = {service: listen(0) for service in ("ecs", "lambda", "ssm")}
        for each in listeners.values():
            cleanup.callback(each.close)
        services = {service: f"http://127.0.0.1:{each.getsockname()[1]}" for service, each in listeners.items()}
        self.ecs_endpoint = services["ecs"]
        self.environment = {
            **sdk_variables(self.aws_endpoint, services),
            **application_variables(self._data.vendors, self._dispatch, self.aws_endpoint),
            **self._reading,
            **({"OPERATOR_KEY_PARAMETER": OPERATOR_KEY} if self.parameters.values else {}),
        }
        functions = self._functions(children)
        cleanup.callback(functions.close)
        functions.start()
        bootstrap = Bootstrap(children, self._data, self.environment)
        cleanup.callback(bootstrap.close)
        self._write_vendors()
        emulator.wait_until_ready()
        bootstrap.wait_until_done()

        self.task_events = TaskEvents(Queue(self.aws_endpoint, TASK_EVENTS_QUEUE))
        cleanup.callback(self.task_events.close)
        self.ecs = self._ecs()
        cleanup.callback(self.ecs.close)
        cleanup.callback(Server(listeners["ecs"], ecs_responder(self.ecs)).close)
        cleanup.callback(Server(listeners["ssm"], self.parameters.respond).close)
        functions.wait_until_warm()
        invoke = LambdaEndpoint(self._application.handlers, functions.invoke, functions.invoke_when_free)
        cleanup.callback(invoke.close)
        cleanup.callback(Server(listeners["lambda"], invoke.respond).close)
        self._start_events(cleanup, functions)
        if self._dispatch == QUEUE:
            self.workers = self._workers()
            cleanup.callback(self.workers.close)
        server = Server(listener, self._respond(functions))
        cleanup.callback(server.close)
        self.url = server.url
        publish(self._data, self.url, self.environment)

    def _start_events(self, cleanup: ExitStack, functions: Functions) -> None:
        if EVENTS_FUNCTION not in self._application.handlers:
            return
        for name in (TASK_EVENTS_QUEUE, DEAD_LETTER_QUEUE):
            queue = Queue(self.aws_endpoint, name)
            source = EventSource(queue, name, EVENTS_FUNCTION, functions.invoke_when_free)
            cleanup.callback(source.close)
        sweep = Schedule("invoiceplug-sweep", EVENTS_FUNCTION, self._sweep_seconds, functions.invoke_when_free)
        cleanup.callback(sweep.close)

    def _functions(self, children: Children) -> Functions:
        env = process_environment(self.environment)
        return Functions(children, self._application.handlers, env, self._data.log("functions"))

    def _ecs(self) -> Ecs:
        return Ecs(
            TaskStore(self._data.tasks, self.task_events.changed),
            TaskDefinition(TASK_FAMILY, TASK_CONTAINER, self._application.task_command),
            self._reading_environment(),
            self._data.task_logs,
            cluster=CLUSTER,
            region=REGION,
            places=PLACES,
        )

    def _workers(self) -> Workers:
        command = [sys.executable, "-m", f"{PACKAGE}.worker", *self._application.task_command]
        return Workers(command, self._reading_environment(), self._data.log("workers"), count=PLACES)

    def _reading_environment(self) -> dict[str, str]:
        variables = dict(self.environment)
        if self._plugins is not None:
            variables["INVOICEPLUG_PLUGINS"] = str(self._plugins)
        return process_environment(variables)

    def _respond(self, functions: Functions) -> Callable[[Request], Response]:
        gateway = Gateway(self._application.routes, functions.invoke)
        page = self._application.page
        site = None if page is None else Site(page, self.s3_endpoint)

        def respond(request: Request) -> Response:
            if request.target == gateway.prefix or request.target.startswith(f"{gateway.prefix}/"):
                return gateway.respond(request)
            if site is None:
                text = "The page has not been built. Run `npm run build` in web/, or `make up`, which does."
                return Response(503, [("content-type", "text/plain; charset=utf-8")], text.encode())
            return site.respond(request)

        return respond

    def _write_vendors(self) -> None:
        from invoiceplug.plugins import load_plugins
        from invoiceplug_cloud.vendors_file import write_vendors

        write_vendors(load_plugins(self._plugins), self._data.vendors)
