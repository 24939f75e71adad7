#!/usr/bin/env python3
"""Holds an echoing gateway against Python's `websockets`.

    imtop-demo gateway --port 8080 --echo &
    Scripts/websockets-client.py ws://127.0.0.1:8080/ws/connect?user=py

Prints one line a check; exits 1 where one fails, 77 where `websockets` is not installed.
"""
import asyncio
import sys

try:
    from websockets.asyncio.client import connect
    from websockets.exceptions import ConnectionClosed
except ImportError:
    print("websockets is not installed")
    sys.exit(77)

LIMIT = 64 << 10
checks = []


def check(function):
    checks.append(function)
    return function


@check
async def sizes_of_every_length_encoding(url):
    async with connect(url) as ws:
        for size in (0, 1, 125, 126, 127, 4096, LIMIT - 1, LIMIT):
            for message in ("x" * size, bytes(size)):
                await ws.send(message)
                assert await ws.recv() == message, size


@check
async def text_of_every_plane(url):
    async with connect(url) as ws:
        for message in ("héllo", "好的，马上到", "👍🏽", "\ud7ff\ue000\uffff\U00010000\U0010ffff"):
            await ws.send(message)
            assert await ws.recv() == message


@check
async def fragments_with_a_ping_between(url):
    async with connect(url) as ws:
        async def pieces():
            for piece in ("frag", "men", "ted"):
                yield piece
                await (await ws.ping(b"between"))

        await ws.send(pieces())
        assert await ws.recv() == "fragmented"


@check
async def pings_are_answered(url):
    async with connect(url) as ws:
        for payload in (b"", b"x" * 125):
            await asyncio.wait_for(await ws.ping(payload), 5)


@check
async def close_codes_come_back(url):
    for code in (1000, 1001, 1003, 1011, 3000, 4999):
        async with connect(url) as ws:
            await ws.close(code, "bye")
            assert ws.close_code == code, ws.close_code


async def expect_close(url, code, message, **arguments):
    async with connect(url) as ws:
        await ws.send(message, **arguments)
        try:
            await asyncio.wait_for(ws.recv(), 5)
            raise AssertionError("not closed")
        except ConnectionClosed as closed:
            assert closed.rcvd and closed.rcvd.code == code, closed


@check
async def text_that_is_no_utf8_is_1007(url):
    await expect_close(url, 1007, b"\xed\xa0\x80", text=True)


@check
async def message_over_the_limit_is_1009(url):
    await expect_close(url, 1009, "x" * (LIMIT + 1))


@check
async def many_at_once(url):
    async def one(number):
        async with connect(url + str(number)) as ws:
            for turn in range(20):
                await ws.send(f"{number}:{turn}")
                assert await ws.recv() == f"{number}:{turn}"

    await asyncio.gather(*(one(number) for number in range(50)))


async def main(url):
    failed = False
    for function in checks:
        try:
            await asyncio.wait_for(function(url), 60)
            print("ok  ", function.__name__)
        except Exception as error:  # whatever goes wrong is what this script is there to show
            failed = True
            print("FAIL", function.__name__, repr(error))
    sys.exit(failed)


asyncio.run(main(sys.argv[1]))
