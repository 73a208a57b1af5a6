import Conformance
import TaskDatabases
import Wire

/// A sequence of operations whose last step shows that a backend breaks a **must**.
package struct Counterexample: Sendable {
    let sequence: OperationSequence
    let difference: Difference
    /// The model's answer to each step; nil for an `open`.
    let answers: [Answer?]
    /// Whether the backend's profile is recording.
    let isRecording: Bool

    /// The number of operations, including the one that shows the difference.
    package var operations: Int { sequence.steps.count }

    /// The sequence as Markdown to paste below a rule on a page: a case for each database that was opened.
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

    /// The backend's answer to the last step, in one line.
    package var actual: String {
        switch difference {
        case .raised(let error): "\(error.type): \(error.message)"
        case .notRaised(_, .raised(let error)): "\(error.type), which is not a KeyError: \(error.message)"
        case .notRaised(_, .value(let value)), .returned(let value): PythonText.expression(value)
        case .found(_, let actual):
            actual.list == nil ? PythonText.expression(actual) : PythonText.list(actual.records.map(\.msgID).sorted())
        case .record(_, let keys, _, let actual):
            PythonText.expression(.list(keys.map { actual[$0] ?? .null }))
        case .unlike(_, _, let count): "fewer than \(count)"
        case .keys(_, _, let actual): PythonText.list(actual.sorted())
        case .history(_, let actual, _): PythonText.expression(actual)
        case .limits(let breach): breach.actual
        }
    }

    /// The correct answer to the last step, in one line.
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
        case .limits(let breach): breach.expected
        }
    }
}

// MARK: - The session

extension Counterexample {
    /// The session of each database, and its options in the form of a case's mark.
    private var blocks: [(open: String, lines: [String])] {
        var blocks: [(open: String, lines: [String])] = [("", [])]
        // The fuzzer reads all msg_ids after each write to a database with limits. The session does the same, because a
        // backend's answers may depend on it.
        var hasLimits = false
        for (index, step) in sequence.steps.enumerated() {
            if case .open(let options) = step {
                // The implicit first database was not used.
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
                blocks[blocks.count - 1].lines.append(">>> ignored = " + PythonText.call(LimitsJudge.heldRequest))
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

    /// The lines of a step before the last: its result is ignored, but an error is expected where the model raises.
    private func lines(_ step: Request, _ answer: Answer?) -> [String] {
        let call = PythonText.call(step)
        guard answer?.hasRaised ?? false else {
            let isRead = step.databaseMethod.map(Method.reads.contains) ?? false
            return [">>> " + (isRead ? "ignored = " : "") + call]
        }
        switch step {
        // A backend may ignore these for an unknown msg_id; the read that follows must raise.
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
        case .limits(let breach): return [">>> " + call] + breach.lines
        case .found(let expected, _): return foundLines(step, call, expected)
        case .record(let msgID, let keys, let expected, _):
            return recordLines(step, call, msgID) { name in
                keys.map { "\(name)[\(PythonText.text($0))]" }
            } + [Value.list(keys.map { expected[$0] ?? .null }).shown]
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
        if sequence.hasMismatchedNames { return [">>> len(\(call))", "\(expected.count)"] }
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
}
