import TaskDatabases
import Testing
import Wire

/// Tests the types of results. A result of the wrong type is an error with its place.
@Suite struct ResultTests {
    static let requests: [Request] = [
        .initialize(protocolVersion: 1), .open(options: [:]), .addRecord(msgID: "a", record: [:]),
        .getRecord(msgID: "a"), .updateRecord(msgID: "a", record: [:]), .dropRecord(msgID: "a"),
        .dropMatchingRecords(check: [:]), .findRecords(check: [:], keys: nil), .getHistory, .close, .reopen, .shutdown,
    ]

    @Test(
        arguments: [
            (3, 5, "at `result`: expected a record, found 5"), (3, nil, "at `result`: expected a record, found null"),
            (3, [], "at `result`: expected a record, found an array"), (3, [:], nil), (3, ["label": 1], nil),
            (7, nil, "at `result`: expected a list, each item a record, found null"),
            (7, [:], "at `result`: expected a list, each item a record, found an object"), (7, [], nil),
            (7, [[:], ["a": 1]], nil), (7, [[:], "a"], "at `result[1]`: expected a record, found \"a\""),
            (8, "ab", "at `result`: expected a list, each item a msg_id, found \"ab\""), (8, ["a", "b"], nil),
            (8, ["a", nil], "at `result[1]`: expected a msg_id, found null"),
            (2, true, "at `result`: expected null, found true"), (4, 0, "at `result`: expected null, found 0"),
            (5, [], "at `result`: expected null, found an array"), (6, "", "at `result`: expected null, found \"\""),
            (2, nil, nil), (4, nil, nil), (5, nil, nil), (6, nil, nil), (1, true, nil), (9, 1, nil), (10, [], nil),
        ] as [(Int, Value, String?)])
    func `a result of the wrong type is an error with its place`(request: Int, result: Value, message: String?) {
        #expect(Self.requests[request].mismatch(of: result)?.description == message)
    }
}
