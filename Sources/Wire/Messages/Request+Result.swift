import TaskDatabases

extension Request {
    /// Why a value cannot be the result of the request: the place in the result, and what was expected there; nil if it
    /// can. What the value has to say for itself is not looked at.
    package func misfit(of result: Value) -> WireError? {
        switch self {
        case .getRecord: Self.misfit(.record, result, at: "result")
        case .findRecords: Self.misfit(.record, eachOf: result)
        case .getHistory: Self.misfit(.msgID, eachOf: result)
        case .addRecord, .updateRecord, .dropRecord, .dropMatchingRecords: Self.misfit(.nothing, result, at: "result")
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

    private static func misfit(_ shape: Shape, _ value: Value, at path: String) -> WireError? {
        shape.fits(value) ? nil : .expected(shape.rawValue, at: path, found: try? value.extendedJSON())
    }

    private static func misfit(_ shape: Shape, eachOf result: Value) -> WireError? {
        guard case .list(let values) = result else {
            return .expected("a list, each item \(shape.rawValue)", at: "result", found: try? result.extendedJSON())
        }
        guard let place = values.firstIndex(where: { !shape.fits($0) }) else { return nil }
        return misfit(shape, values[place], at: "result[\(place)]")
    }
}
