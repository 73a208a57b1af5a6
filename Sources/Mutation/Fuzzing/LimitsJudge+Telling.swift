extension LimitsJudge.Breach {
    /// A look that shows it on a page, with what must come.
    var lines: [String] {
        switch self {
        case .tooMany(let limit): [">>> len(db.find_records({})) <= \(limit)", "True"]
        case .tooLarge(let limit):
            [
                ">>> sizes = [len(b) for r in db.find_records({}) for b in (r['buffers'] or []) + (r['result_buffers'] or [])]",
                ">>> sum(sizes) <= \(limit)", "True",
            ]
        case .lost(let msgIDs):
            [">>> [name for name in \(PythonText.list(msgIDs)) if len(db.find_records({'msg_id': name})) == 0]", "[]"]
        case .order(let gone, let kept):
            [
                ">>> held = [r['msg_id'] for r in db.find_records({})]",
                ">>> \(PythonText.text(kept)) in held and \(PythonText.text(gone)) not in held", "False",
            ]
        case .nothingLeft: [">>> len(db.find_records({})) > 0", "True"]
        }
    }

    var expected: String {
        switch self {
        case .tooMany(let limit): "no more than \(limit) records"
        case .tooLarge(let limit): "no more than \(limit) bytes of buffers"
        case .lost(let msgIDs): "\(PythonText.list(msgIDs)) held, since no limit was passed"
        case .order(let gone, let kept): "\(PythonText.text(kept)) gone before \(PythonText.text(gone))"
        case .nothingLeft: "some records left"
        }
    }

    var actual: String {
        switch self {
        case .tooMany: "more records"
        case .tooLarge: "more bytes"
        case .lost: "gone"
        case .order(let gone, let kept): "\(PythonText.text(gone)) gone, \(PythonText.text(kept)) held"
        case .nothingLeft: "none"
        }
    }
}
