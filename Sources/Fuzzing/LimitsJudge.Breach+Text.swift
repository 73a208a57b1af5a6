import Wire

extension LimitsJudge.Breach {
    /// The lines of a session that shows the violation, with the correct output.
    var lines: [String] {
        let look = PythonText.call(LimitsJudge.heldRequest)
        let held = ">>> held = [r['msg_id'] for r in \(look)]"
        return switch self {
        case .tooMany(let limit): [">>> len(\(look)) <= \(limit)", "True"]
        case .tooLarge(_, let names): [held, ">>> sorted(held) == \(PythonText.list(names))", "False"]
        case .lost(let msgIDs):
            [held, ">>> [name for name in \(PythonText.list(msgIDs)) if name not in held]", "[]"]
        case .order(let gone, let kept):
            [held, ">>> \(PythonText.text(kept)) in held and \(PythonText.text(gone)) not in held", "False"]
        case .newest(let msgID): [held, ">>> \(PythonText.text(msgID)) in held", "True"]
        case .tooFewLeft(let names): [held, ">>> sorted(held) == \(PythonText.list(names))", "False"]
        case .nothingLeft: [">>> len(\(look)) > 0", "True"]
        case .readFailed: [">>> ignored = \(look)"]
        }
    }

    /// The correct result, in one line.
    var expected: String {
        switch self {
        case .tooMany(let limit): "no more than \(limit) records"
        case .tooLarge(let limit, _): "no more than \(limit) bytes of buffers"
        case .lost(let msgIDs): "\(PythonText.list(msgIDs)) kept, because no limit was exceeded"
        case .order(let gone, let kept): "\(PythonText.text(kept)) culled before \(PythonText.text(gone))"
        case .newest(let msgID): "\(PythonText.text(msgID)) kept, because it is the newest"
        case .tooFewLeft: "no more culled than needed and cull_fraction of the limit"
        case .nothingLeft: "some records left"
        case .readFailed: "the records, and no error"
        }
    }

    /// The backend's result, in one line.
    var actual: String {
        switch self {
        case .tooMany: "more records"
        case .tooLarge(_, let held): "more in \(PythonText.list(held))"
        case .lost: "culled"
        case .order(let gone, let kept): "\(PythonText.text(gone)) culled, \(PythonText.text(kept)) kept"
        case .newest: "culled"
        case .tooFewLeft(let held): "only \(PythonText.list(held)) left"
        case .nothingLeft: "none"
        case .readFailed(let error): "\(error.type): \(error.message)"
        }
    }
}
