import Wire

extension LimitsJudge.Breach {
    /// A look that shows it on a page, with what must come.
    var lines: [String] {
        let look = PythonText.call(LimitsJudge.look)
        let held = ">>> held = [r['msg_id'] for r in \(look)]"
        return switch self {
        case .tooMany(let limit): [">>> len(\(look)) <= \(limit)", "True"]
        case .tooLarge(_, let names): [held, ">>> sorted(held) == \(PythonText.list(names))", "False"]
        case .lost(let msgIDs):
            [held, ">>> [name for name in \(PythonText.list(msgIDs)) if name not in held]", "[]"]
        case .order(let gone, let kept):
            [held, ">>> \(PythonText.text(kept)) in held and \(PythonText.text(gone)) not in held", "False"]
        case .nothingLeft: [">>> len(\(look)) > 0", "True"]
        case .notTold: [">>> ignored = \(look)"]
        }
    }

    var expected: String {
        switch self {
        case .tooMany(let limit): "no more than \(limit) records"
        case .tooLarge(let limit, _): "no more than \(limit) bytes of buffers"
        case .lost(let msgIDs): "\(PythonText.list(msgIDs)) held, since no limit was passed"
        case .order(let gone, let kept): "\(PythonText.text(kept)) gone before \(PythonText.text(gone))"
        case .nothingLeft: "some records left"
        case .notTold: "the records, and no error"
        }
    }

    var actual: String {
        switch self {
        case .tooMany: "more records"
        case .tooLarge(_, let held): "more in \(PythonText.list(held))"
        case .lost: "gone"
        case .order(let gone, let kept): "\(PythonText.text(gone)) gone, \(PythonText.text(kept)) held"
        case .nothingLeft: "none"
        case .notTold(let error): "\(error.type): \(error.message)"
        }
    }
}
