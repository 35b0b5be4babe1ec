"""Lets the state of an instance wait for the booted host behind it.

moto changes states at once. Here an instance stays pending, stopping or shutting-down until the
lab says that its host is up, down or gone, so that whoever waits on the API waits for the host.
"""

import threading

from moto.ec2.models.instances import Instance

# Longer than terraform's own limits, so that its message is the one that is seen.
GIVE_UP_AFTER_SECONDS = 1800

_changed = threading.Condition()
_actual = {}


def say(instance_id, state):
    """The lab's word on a host: up, down or gone."""
    with _changed:
        _actual[instance_id] = state
        _changed.notify_all()


def said(instance_id):
    return _actual.get(instance_id)


def _hold(instance, meanwhile, finally_, wanted):
    instance._state.name, instance._state.code = meanwhile

    def wait():
        with _changed:
            _changed.wait_for(
                lambda: _actual.get(instance.id) == wanted or instance._state.name != meanwhile[0],
                timeout=GIVE_UP_AFTER_SECONDS,
            )
        if instance._state.name == meanwhile[0]:
            instance._state.name, instance._state.code = finally_

    threading.Thread(target=wait, daemon=True).start()


_PENDING, _RUNNING = ("pending", 0), ("running", 16)
_STOPPING, _STOPPED = ("stopping", 64), ("stopped", 80)
_SHUTTING_DOWN, _TERMINATED = ("shutting-down", 32), ("terminated", 48)


def _holding(method, *hold):
    def held(self, *args, **kwargs):
        result = method(self, *args, **kwargs)
        _hold(self, *hold)
        return result

    return held


def apply():
    Instance.__init__ = _holding(Instance.__init__, _PENDING, _RUNNING, "up")
    Instance.start = _holding(Instance.start, _PENDING, _RUNNING, "up")
    Instance.stop = _holding(Instance.stop, _STOPPING, _STOPPED, "down")
    Instance.terminate = _holding(Instance.terminate, _SHUTTING_DOWN, _TERMINATED, "gone")
