from __future__ import annotations

import os
import signal

import pytest

from quizgen.terminal.interrupts import Interrupted, Interrupts


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
