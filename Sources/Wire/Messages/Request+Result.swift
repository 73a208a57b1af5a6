import TaskDatabases

extension Request {
    /// Returns an error if a value has the wrong type for the request's result, else nil. The contents of records are
    /// not checked.
    package func mismatch(of result: Value) -> WireError? {
        switch self {
        case .getRecord: Self.mismatch(.record, result, at: "result")
        case .findRecords: Self.mismatch(.record, eachOf: result)
        case .getHistory: Self.mismatch(.msgID, eachOf: result)
        case .addRecord, .updateRecord, .dropRecord, .dropMatchingRecords: Self.mismatch(.nothing, result, at: "result")
        case .initialize, .open, .close, .reopen, .shutdown: nil
        }
    }

    private enum Shape: String {
        case record = "a record"
        case msgID = "a msg_id"
        case nothing = "null"

        func fits(_ value: Value) -> Bool {
            switch (self, value) {
            case (.record, .document), (.msgID, .text), (.nothing, .null): true
            default: false
            }
        }
    }

    private static func mismatch(_ shape: Shape, _ value: Value, at path: String) -> WireError? {
        shape.fits(value) ? nil : .expected(shape.rawValue, at: path, found: try? value.extendedJSON())
    }

    private static func mismatch(_ shape: Shape, eachOf result: Value) -> WireError? {
        guard case .list(let values) = result else {
            return .expected("a list, each item \(shape.rawValue)", at: "result", found: try? result.extendedJSON())
        }
        guard let place = values.firstIndex(where: { !shape.fits($0) }) else { return nil }
        return mismatch(shape, values[place], at: "result[\(place)]")
    }
}
