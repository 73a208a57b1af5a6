extension FaultyChild {
    static let thatEnd = [
        FaultyChild(
            name: "ends in a request", trouble: "os._exit(7)",
            expected: "drop_record: the backend ended with exit status 7 instead of answering"),
        FaultyChild(
            name: "ends in a request as if all were well", trouble: "os._exit(0)",
            expected: "drop_record: the backend ended with exit status 0 instead of answering"),
        FaultyChild(
            name: "dies of a fault", trouble: "os.kill(os.getpid(), signal.SIGSEGV)",
            expected: "drop_record: the backend was killed by SIGSEGV instead of answering"),
        FaultyChild(
            name: "is killed", trouble: "os.kill(os.getpid(), signal.SIGKILL)",
            expected: "drop_record: the backend was killed by SIGKILL instead of answering"),
        FaultyChild(
            name: "dies in half a line", trouble: "write(b'{\"jsonrpc\": '); os._exit(1)",
            expected: #"""
                drop_record: the backend ended with exit status 1 instead of answering; the last it wrote was \#
                `{"jsonrpc": `
                """#),
        FaultyChild(
            name: "dies while something it started holds its output open",
            trouble: "start_child(); os._exit(4)",
            expected: "drop_record: the backend ended with exit status 4 instead of answering"),
        FaultyChild(
            name: "closes its output and lives on",
            trouble: "os.close(1); time.sleep(1000)",
            expected: "drop_record: it closed its standard output but did not end; it was killed"),
        FaultyChild(
            name: "dies with a long last word on standard error",
            trouble: "os.close(1); os.write(2, b'x' * (1 << 20)); os._exit(5)",
            expected: "drop_record: the backend ended with exit status 5 instead of answering"),
    ]

    static let thatHang = [
        FaultyChild(
            name: "hangs", trouble: "start_child(); time.sleep(1000)", timeout: .seconds(3),
            expected: "drop_record: no reply within 3 s; the backend was killed"),
        FaultyChild(
            name: "hangs in the middle of a line", trouble: "write(b'{\"jsonrpc\"'); time.sleep(1000)",
            timeout: .seconds(3),
            expected: #"""
                drop_record: no reply within 3 s, only `{"jsonrpc"` without a line end; the backend was killed
                """#),
        FaultyChild(
            name: "hangs and cannot be asked to end", trouble: "start_child(); time.sleep(1000)",
            start: "signal.signal(signal.SIGTERM, signal.SIG_IGN)", timeout: .seconds(3),
            expected: "drop_record: no reply within 3 s; the backend was killed"),
    ]

    static let thatTalkNonsense = [
        FaultyChild(
            name: "a banner of its own", trouble: "write(b'Welcome!\\n'); reply(None)",
            expected: #"""
                drop_record: expected a reply of one line of JSON, found `Welcome!` \#
                (expected a JSON value at byte 0); only replies may go to standard output; the request before it was open
                """#),
        FaultyChild(
            name: "noise in front of the reply", trouble: "write(b'debug: '); reply(None)",
            expected: #"""
                drop_record: expected a reply of one line of JSON, found \#
                `debug: {"jsonrpc": "2.0", "id": 5, "result": null}` (expected a JSON value at byte 0)\#
                ; only replies may go to standard output; the request before it was open
                """#),
        FaultyChild(
            name: "another id", trouble: "request['id'] = 99; reply(None)",
            expected: #"""
                drop_record: the reply does not fit: at `id`: expected the request's id 5, found 99; it was \#
                `{"jsonrpc": "2.0", "id": 99, "result": null}`; the request before it was open
                """#),
        FaultyChild(
            name: "neither result nor error", trouble: "write(b'{\"jsonrpc\": \"2.0\", \"id\": 5}\\n')",
            expected: #"""
                drop_record: the reply does not fit: expected a result or an error, found neither; it was \#
                `{"jsonrpc": "2.0", "id": 5}`; the request before it was open
                """#),
        FaultyChild(
            name: "bytes that are not UTF-8",
            trouble: "write(b'{\"jsonrpc\": \"2.0\", \"id\": 5, \"result\": \"\\xff\"}\\n')",
            expected: #"""
                drop_record: expected a reply of one line of JSON, found \#
                `{"jsonrpc": "2.0", "id": 5, "result": "�"}` (a string is not valid UTF-8 at byte 40)\#
                ; the request before it was open
                """#),
        FaultyChild(
            name: "100,000 levels",
            trouble: "write(b'[' * 100000 + b']' * 100000 + b'\\n')",
            expected: #"""
                drop_record: expected a reply of one line of JSON, found `…\#
                [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[\#
                …` (200000 bytes) (nested more than 128 levels deep at byte 128)\#
                ; only replies may go to standard output; the request before it was open
                """#),
        FaultyChild(
            name: "a date that is none", trouble: "reply({'submitted': {'$date': 'yesterday'}})",
            expected: #"""
                drop_record: the reply does not fit: at `result.submitted.$date`: \#
                expected a date such as 2012-01-18T02:27:56.123456Z, found "yesterday"
                """#),
    ]

    static let thatPass = [
        FaultyChild(
            name: "a flood on standard error",
            trouble: "[os.write(2, b'x' * (1 << 20)) for _ in range(50)]; reply(None)", expected: nil),
        FaultyChild(name: "slow to start", trouble: "reply(None)", start: "time.sleep(3)", expected: nil),
        FaultyChild(
            name: "ignores SIGTERM and shutdown", trouble: "reply(None)",
            start: "signal.signal(signal.SIGTERM, signal.SIG_IGN)", end: "time.sleep(1000)", timeout: .seconds(3),
            expected: nil, note: "shutdown: no reply within 3 s; the backend was killed"),
        FaultyChild(
            name: "answers shutdown and stays", trouble: "reply(None)", end: "reply(None); time.sleep(1000)",
            expected: nil, note: "shutdown: it answered but did not end within 2 s; it was killed"),
        FaultyChild(
            name: "ends with another status", trouble: "reply(None)", end: "reply(None); sys.exit(9)",
            expected: nil, note: "shutdown: it answered but then ended with exit status 9 instead of 0"),
        FaultyChild(
            name: "a flood on standard error at the end", trouble: "reply(None)",
            end: "reply(None); os.write(2, b'x' * (1 << 20))", expected: nil),
        FaultyChild(
            name: "leaves a process behind", trouble: "start_child(); reply(None)", expected: nil),
        FaultyChild(
            name: "a word after the last", trouble: "reply(None)", end: "reply(None); write(b'Goodbye')",
            expected: nil, note: #"shutdown: after its reply it wrote `Goodbye`"#),
    ]
}
