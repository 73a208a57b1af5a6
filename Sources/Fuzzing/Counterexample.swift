import Conformance
import TaskDatabases
import Wire

/// A sequence of operations after which a backend does not do what it must.
package struct Counterexample: Sendable {
    let sequence: OperationSequence
    let difference: Difference
    /// What the model answered to each step; nil for an `open`.
    let answers: [Answer?]
    /// Whether the backend keeps records at all.
    let isRecording: Bool

    /// How many operations it takes, the look that shows the difference among them.
    package var operations: Int { sequence.steps.count }

    /// The session, ready to be put below a rule on a page: a case for each database, which fails there, too.
    package var markdown: String {
        let databases = blocks
        return databases.enumerated().map { index, database in
            let after = index == 0 ? "" : " after=found-\(index)"
            let profile = isRecording ? "" : " profile=non-recording"
            let requires = database.lines.contains(">>> db.reopen()") ? " requires=persistence" : ""
            let mark = "<!-- case: found-\(index + 1)\(after)\(profile)\(requires)\(database.open) -->"
            return ([mark, "```pycon"] + database.lines + ["```"]).joined(separator: "\n")
        }.joined(separator: "\n\n") + "\n"
    }

    /// What the backend did instead, in one line.
    package var actual: String {
        switch difference {
        case .raised(let error): "\(error.type): \(error.message)"
        case .notRaised(_, .raised(let error)): "\(error.type), which is no KeyError: \(error.message)"
        case .notRaised(_, .value(let value)), .returned(let value): PythonText.expression(value)
        case .found(_, let actual):
            actual.list == nil ? PythonText.expression(actual) : PythonText.list(actual.records.map(\.msgID).sorted())
        case .record(_, let keys, _, let actual):
            PythonText.expression(.list(keys.map { actual[$0] ?? .null }))
        case .unlike(_, _, let count): "fewer than \(count)"
        case .keys(_, _, let actual): PythonText.list(actual.sorted())
        case .history(_, let actual, _): PythonText.expression(actual)
        case .doesNotSayCulled(let error): "\(error.type): \(error.message)"
        case .limits(let breach): breach.actual
        }
    }

    /// What it must do, in one line.
    package var expected: String {
        switch difference {
        case .raised, .returned: "None, and no error"
        case .notRaised(let mustBeKeyError, _): mustBeKeyError ? "KeyError" : "an error"
        case .found(let expected, _): PythonText.list(expected)
        case .record(_, let keys, let expected, _):
            PythonText.expression(.list(keys.map { expected[$0] ?? .null }))
        case .unlike(let keys, let expected, let count):
            "\(count) with \(PythonText.expression(.document(Document(keys.map { ($0, expected[$0] ?? .null) }))))"
        case .keys(_, let expected, _): PythonText.list(expected.sorted())
        case .history(let expected, _, _): PythonText.list(expected)
        case .doesNotSayCulled: "KeyError: ...culled..."
        case .limits(let breach): breach.expected
        }
    }
}

// MARK: - The session

extension Counterexample {
    /// The lines of each database's session, and its options as a mark tells them.
    private var blocks: [(open: String, lines: [String])] {
        var blocks: [(open: String, lines: [String])] = [("", [])]
        // What went is looked for after each write, and a backend may remember that it was asked.
        var hasLimits = false
        for (index, step) in sequence.steps.enumerated() {
            if case .open(let options) = step {
                // Nothing was done with the first one.
                if index == 0 { blocks = [] }
                blocks.append((Self.open(options), []))
                hasLimits = LimitsJudge(options).hasLimits
                continue
            }
            guard index < sequence.steps.count - 1 else {
                blocks[blocks.count - 1].lines += lastLines(step)
                break
            }
            blocks[blocks.count - 1].lines += lines(step, answers[index])
            if hasLimits, answers[index]?.hasRaised == false, [.add, .update].contains(step.databaseMethod) {
                blocks[blocks.count - 1].lines.append(">>> ignored = " + PythonText.call(LimitsJudge.look))
            }
        }
        return blocks.map { open, lines in
            let needsDates = lines.contains { $0.contains("datetime(") }
            return (
                open,
                (needsDates ? [">>> from datetime import datetime, timedelta, timezone"] : [])
                    + (lines.isEmpty ? [">>> len('nothing')", "7"] : lines)
            )
        }
    }

    private static func open(_ options: Document) -> String {
        guard !options.isEmpty else { return "" }
        return " requires=culling open="
            + options.map { "\($0.name):\(PythonText.expression($0.value))" }.joined(separator: ",")
    }

    /// A step on the way: what it returns is of no interest, but an error is expected where there is one.
    private func lines(_ step: Request, _ answer: Answer?) -> [String] {
        let call = PythonText.call(step)
        guard answer?.hasRaised ?? false else {
            let isRead = step.databaseMethod.map(Method.reads.contains) ?? false
            return [">>> " + (isRead ? "ignored = " : "") + call]
        }
        switch step {
        // Whether these complain is open; what comes next certainly does.
        case .updateRecord(let msgID, _), .dropRecord(let msgID):
            return [">>> [\(call), db.get_record(\(PythonText.text(msgID)))]"] + Self.traceback("Exception")
        default: return [">>> " + call] + Self.traceback("Exception")
        }
    }

    private func lastLines(_ step: Request) -> [String] {
        let call = PythonText.call(step)
        switch difference {
        case .raised:
            return step.databaseMethod.map(Method.reads.contains) ?? false ? [">>> ignored = " + call] : [">>> " + call]
        case .notRaised(let mustBeKeyError, _):
            return [">>> " + call] + Self.traceback(mustBeKeyError ? "KeyError" : "Exception")
        case .returned: return [">>> \(call) is None", "True"]
        case .doesNotSayCulled: return [">>> " + call] + Self.traceback("KeyError: ...culled...")
        case .limits(let breach): return [">>> " + call] + breach.lines
        case .found(let expected, _): return foundLines(step, call, expected)
        case .record(let msgID, let keys, let expected, _):
            return recordLines(step, call, msgID) { name in
                keys.map { "\(name)[\(PythonText.text($0))]" }
            } + [Self.literal(.list(keys.map { expected[$0] ?? .null }))]
        case .unlike(let keys, let expected, let count):
            let items = keys.map { "r[\(PythonText.text($0))]" }.joined(separator: ", ")
            let values = PythonText.expression(.list(keys.map { expected[$0] ?? .null }))
            return [">>> len([r for r in \(call) if [\(items)] == \(values)])", "\(count)"]
        case .keys(_, let expected, _): return keyLines(step, call, expected.sorted())
        case .history(let expected, _, let undated):
            guard !undated.isEmpty else { return [">>> " + call, PythonText.list(expected)] }
            return [
                ">>> [name for name in \(call) if name not in \(PythonText.list(undated))]", PythonText.list(expected),
            ]
        }
    }

    private func foundLines(_ step: Request, _ call: String, _ expected: [String]) -> [String] {
        if case .getRecord = step { return [">>> \(call)['msg_id']", PythonText.text(expected.first ?? "")] }
        if sequence.namesOtherwise { return [">>> len(\(call))", "\(expected.count)"] }
        return [">>> sorted(r['msg_id'] for r in \(call))", PythonText.list(expected)]
    }

    private func recordLines(
        _ step: Request, _ call: String, _ msgID: String, _ items: (String) -> [String]
    ) -> [String] {
        if case .getRecord = step {
            return [">>> record = \(call)", ">>> [" + items("record").joined(separator: ", ") + "]"]
        }
        return [
            ">>> records = [r for r in \(call) if r['msg_id'] == \(PythonText.text(msgID))]",
            ">>> [" + items("records[0]").joined(separator: ", ") + "]",
        ]
    }

    private func keyLines(_ step: Request, _ call: String, _ expected: [String]) -> [String] {
        let names = PythonText.list(expected)
        switch step {
        case .findRecords(_, let keys?) where !keys.isEmpty:
            return [">>> [sorted(r) for r in \(call) if sorted(r) != \(names)]", "[]"]
        case .getRecord: return [">>> record = \(call)", ">>> [key for key in \(names) if key not in record]", "[]"]
        default: return [">>> [key for r in \(call) for key in \(names) if key not in r]", "[]"]
        }
    }

    private static func traceback(_ type: String) -> [String] {
        ["Traceback (most recent call last):", "    ...", type]
    }

    /// A value as a session shows it.
    private static func literal(_ value: Value) -> String { value.shown }
}
