"""Waiting for something to become true, and saying what did not."""

import time

PATIENCE = 30  # seconds: a computer that is busy with other things takes its time


def wait_for(question, what, seconds=PATIENCE, pause=0.05):
    """Asks again and again; gives the first answer that counts as true."""
    end = time.monotonic() + seconds
    while True:
        answer = question()
        if answer:
            return answer
        if time.monotonic() > end:
            raise AssertionError(f"not within {seconds} s: {what}")
        time.sleep(pause)
