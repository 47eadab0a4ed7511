from __future__ import annotations

import os
import signal
import time

import pytest

from quizgen.terminal.interrupts import Interrupted, Interrupts, TimeUp


def send(number: int = signal.SIGTERM) -> None:
    os.kill(os.getpid(), number)


def test_a_signal_while_waiting_acts_at_once() -> None:
    interrupts = Interrupts()
    done = []
    with interrupts.installed(), pytest.raises(Interrupted), interrupts.waiting():  # noqa: PT012
        send()
        done.append("not reached")
    assert done == []


def test_a_signal_amid_other_work_acts_at_the_next_waiting() -> None:
    interrupts = Interrupts()
    done = []
    with interrupts.installed():
        send()
        done.append("work is done whole")
        with pytest.raises(Interrupted), interrupts.waiting():
            done.append("not reached")
    assert done == ["work is done whole"]


def test_a_signal_whose_exception_was_swallowed_is_not_forgotten() -> None:
    interrupts = Interrupts()
    with interrupts.installed(), pytest.raises(Interrupted), interrupts.waiting():  # noqa: PT012
        try:
            send()
        except BaseException:
            swallowed = True
    assert swallowed


def test_after_settling_the_farewell_can_be_written_and_a_second_signal_ends_it() -> None:
    interrupts = Interrupts()
    written = []
    with interrupts.installed():
        send()
        interrupts.settle()
        with interrupts.waiting():
            written.append("farewell")
        with pytest.raises(Interrupted), interrupts.waiting():
            send()
    assert written == ["farewell"]


def test_afterwards_signals_act_as_before_and_an_ignored_one_stays_ignored() -> None:
    before = signal.signal(signal.SIGTERM, signal.SIG_IGN)
    try:
        interrupts = Interrupts()
        with interrupts.installed(), interrupts.waiting():
            send()
        assert signal.getsignal(signal.SIGTERM) == signal.SIG_IGN
        assert signal.getsignal(signal.SIGINT) == signal.default_int_handler
    finally:
        signal.signal(signal.SIGTERM, before)


needs_alarms = pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="the system has no alarms")


@needs_alarms
def test_the_alarm_rings_while_waiting_and_only_once() -> None:
    interrupts = Interrupts()
    with interrupts.installed():
        interrupts.alarm(0.02)
        with pytest.raises(TimeUp), interrupts.waiting():
            time.sleep(5)
        interrupts.alarm(None)
        with interrupts.waiting():
            time.sleep(0.05)


@needs_alarms
def test_an_alarm_amid_other_work_acts_at_the_next_waiting_unless_it_was_called_off() -> None:
    interrupts = Interrupts()
    with interrupts.installed():
        interrupts.alarm(0.01)
        time.sleep(0.05)
        with pytest.raises(TimeUp), interrupts.waiting():
            pass
        interrupts.alarm(0.01)
        time.sleep(0.05)
        interrupts.alarm(None)
        with interrupts.waiting():
            rung = False
    assert not rung


@needs_alarms
def test_an_interruption_comes_before_the_alarm() -> None:
    interrupts = Interrupts()
    with interrupts.installed():
        interrupts.alarm(0.01)
        time.sleep(0.05)
        send()
        with pytest.raises(Interrupted), interrupts.waiting():
            pass
        interrupts.alarm(None)
