"""The ECS service of workers: tasks that start, are scaled, killed, frozen and replaced."""

from __future__ import annotations

import math
import random
from collections.abc import Callable
from functools import partial
from itertools import cycle

from burst.engine import Engine
from burst.files import Files
from burst.product import Product
from burst.profile import Burst
from fake_aws.cloud import DISPATCH_QUEUE, WORKERS, FakeCloud

from invoiceplug_cloud import task
from invoiceplug_cloud.domain.messages import Message
from invoiceplug_cloud.usecases.work import Worker

LOOK_SECONDS = 3.0  # how often ECS compares what is there with what is wanted
KILLED = -9
MINUTE = 60.0
# As infra/modules/workers/scaling.tf says, and as target tracking makes alarms of it.
BACKLOG_PER_WORKER, MINUTES_ABOVE, MINUTES_BELOW, MINUTES_IDLE = 15, 3, 15, 10


class Child:
    """The port `Child`: an actor that reads one job."""

    def __init__(self, engine: Engine, read: Callable[[], int]) -> None:
        self.status: int | None = None
        self._engine, self._read = engine, read
        self.actor = engine.spawn(self._live)

    def poll(self) -> int | None:
        """Its exit status; -9 when it was killed or has died."""
        return KILLED if self.actor.dead and self.status is None else self.status

    def kill(self) -> None:
        """It reads no more."""
        self.status = KILLED if self.status is None else self.status
        self._engine.kill(self.actor)

    def _live(self) -> None:
        self.status = self._read()


class WorkerTask:
    """One Fargate task of the service; also the port `Protection`."""

    def __init__(self, fleet: Fleet, starts: float) -> None:
        self.began, self.ended = fleet.engine.now, math.inf
        self.worker: Worker | None = None
        self._fleet, self._starts = fleet, starts
        self._protected = 0.0
        self.actor = fleet.engine.spawn(self._live)

    @property
    def child(self) -> Child | None:
        """The process that reads at this moment."""
        child = self.worker.child if self.worker is not None else None
        return child if isinstance(child, Child) else None

    def protect(self, minutes: int) -> None:
        """Scaling does not stop it for so long."""
        self._protected = self._fleet.engine.now + minutes * MINUTE

    def release(self) -> None:
        """Scaling may stop it."""
        self._protected = 0.0

    @property
    def protected(self) -> bool:
        return self._fleet.engine.now < self._protected

    def kill(self) -> None:
        """The machine is gone."""
        if self.child is not None:
            self.child.kill()
        self._fleet.engine.kill(self.actor)
        self.ended = self._fleet.engine.now

    def stop(self) -> None:
        """SIGTERM: as its handler does, wherever the worker is."""
        self._fleet.engine.interrupt(self.actor, SystemExit())

    def freeze(self, until: float) -> None:
        """It stands still, and goes on as if nothing had been."""
        for actor in (self.actor, self.child.actor if self.child else self.actor):
            actor.frozen_until = until

    def _live(self) -> None:
        engine = self._fleet.engine
        try:
            engine.sleep(self._starts)
            self.worker = self._fleet.product.worker(self._fleet.child, self)
            while True:
                seconds = self.worker.step()
                if self.child is not None:
                    engine.wait(self.child.actor, seconds)
                else:
                    engine.sleep(seconds)
        except SystemExit:
            if self.worker is not None:
                self.worker.stop()
        finally:
            self.ended = engine.now


class Fleet:
    """The service. `over` says that nothing is left to be read."""

    def __init__(
        self, cloud: FakeCloud, engine: Engine, burst: Burst, product: Product, files: Files, over: Callable[[], bool]
    ) -> None:
        self.engine, self.product = engine, product
        self.tasks: list[WorkerTask] = []
        self.killed = 0
        self.most_live = 0
        self._cloud, self._burst, self._files, self._over = cloud, burst, files, over
        self._rng = random.Random(f"{burst.seed}/fleet")
        deaths = [number < round(10 * burst.killed) for number in range(10)]
        self._fates = cycle(self._rng.sample(deaths, 10))  # of every ten tasks
        engine.spawn(self._keep)
        engine.spawn(self._scale)
        engine.spawn(self._freeze_one, after=burst.frozen[0])
        engine.spawn(self._deploy, after=burst.deployed)

    @property
    def live(self) -> list[WorkerTask]:
        """Every task that starts, works or is about to end."""
        return [each for each in self.tasks if each.ended == math.inf]

    def child(self, message: Message) -> Child:
        """A process that reads what the message asks for."""
        read = partial(self._files.read, attempt=message.attempt)
        run_job = self.product.task(read)
        return Child(self.engine, partial(task.run, run_job, message.job_id, message.attempt))

    @property
    def _desired(self) -> int:
        return self._cloud.ecs.services[WORKERS]

    def _keep(self) -> None:
        """As the service's scheduler does: never more than are wanted."""
        while not self._over() or self.live:
            for _ in range(self._desired - len(self.live)):
                self._start()
            spare = [each for each in self.live if not each.protected]
            for each in spare[: max(0, len(self.live) - self._desired)]:
                each.stop()
            self.engine.sleep(LOOK_SECONDS)

    def _start(self) -> None:
        self.tasks.append(started := WorkerTask(self, self._rng.uniform(*self._burst.starts)))
        self.most_live = max(self.most_live, len(self.live))
        if next(self._fates):
            self.engine.spawn(partial(self._kill, started), after=self._rng.uniform(*self._burst.killed_within))

    def _kill(self, task_: WorkerTask) -> None:
        if task_.ended == math.inf:
            self.killed += 1
            task_.kill()

    def _freeze_one(self) -> None:
        busy = [each for each in self.live if each.child is not None]
        if busy:
            self._rng.choice(busy).freeze(self._burst.frozen[1])

    def _deploy(self) -> None:
        """The service may be without any task meanwhile, but never has more than it should."""
        for each in self.live:
            each.stop()

    def _scale(self) -> None:
        """Once a minute by the messages that were there a minute ago."""
        above = below = idle = 0
        earlier = 0
        while not self._over() or self._desired:
            self.engine.sleep(MINUTE)
            messages = earlier if self.engine.now > self._burst.metrics_late else 0
            earlier = len(self._cloud.sqs.messages(DISPATCH_QUEUE))
            running = max(1, len([each for each in self.live if each.worker is not None]))
            load = messages / running / BACKLOG_PER_WORKER
            above = above + 1 if load > 1 else 0
            below = below + 1 if load < 0.9 else 0
            idle = idle + 1 if self.live and messages == 0 else 0
            if above >= MINUTES_ABOVE or below >= MINUTES_BELOW:
                wanted = min(self._burst.workers, math.ceil(running * load))
                grows = wanted > self._desired
                if grows == (above >= MINUTES_ABOVE):
                    self._cloud.ecs.services[WORKERS] = max(wanted, 0)
            if idle >= MINUTES_IDLE:
                self._cloud.ecs.services[WORKERS] = 0
