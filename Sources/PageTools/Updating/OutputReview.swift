import Backends
import Conformance
import Console
import Diagnostics
import Specification
import TaskDatabases
import Wire

/// A comparison of all output on the pages with the reference's.
package struct OutputReview: Sendable {
    /// In the order of the pages; each place once.
    package private(set) var changes: [OutputChange] = []
    package private(set) var errors: [UpdateError] = []
    private var indices: [Prompt: Int] = [:]

    /// A prompt of a block.
    private struct Prompt: Hashable {
        let id: String
        let line: Int
    }

    /// Runs every case that the built-in databases can run, each to its end, and compares the output. Output that matches
    /// by its wildcards is not a difference.
    package static func run(_ suite: PreparedSuite) async -> OutputReview {
        var review = OutputReview()
        for testCase in suite.suite.cases {
            if case .exchange(let exchange) = suite.script(of: testCase) {
                await review.add(exchange, of: testCase)
            } else if testCase.language == .pycon, let database = Self.database(for: testCase) {
                await review.run(testCase, of: suite, on: InProcessBackend(DatabaseHost(database)))
            }
        }
        return review
    }

    /// The first of the built-in databases that a case applies to.
    private static func database(for testCase: Case) -> BuiltInDatabase? {
        BuiltInDatabase.selfContained.first { testCase.inapplicability(to: $0.info) == nil }
    }

    private mutating func run(_ testCase: Case, of suite: PreparedSuite, on backend: any Backend) async {
        do {
            let ending = try await CaseRunner(suite: suite, backend: backend).run(testCase) { run in
                add(run)
                return nil
            }
            if case .failed(let failure) = ending {
                errors.append(UpdateError(source: failure.source, reason: failure.message))
            }
        } catch {
            errors.append(UpdateError(source: testCase.source, reason: "no database could be opened: \(error)"))
        }
        _ = await backend.stop()
    }

    private mutating func add(_ run: CaseRunner.ExampleRun) {
        let example = run.example
        switch run.result {
        case .finished(let outcome):
            guard example.expected.mismatch(with: outcome) != nil else { return }
            let after = example.expected.rewritten(for: outcome)
            if let problem = Self.problem(with: after, for: outcome) {
                return errors.append(UpdateError(source: run.source, reason: problem))
            }
            let place: OutputChange.Place
            do throws(UpdateError) {
                place = try Self.place(of: run, for: after)
            } catch {
                return errors.append(error)
            }
            add(
                OutputChange(
                    id: run.part.id, source: run.source, input: example.source, before: example.expectedText,
                    after: after, line: example.line, place: place))
        case .unfitAnswer, .notEvaluated:
            errors.append(UpdateError(source: run.source, reason: run.failure?.reason ?? ""))
        }
    }

    /// What of the page the output of an example takes.
    ///
    /// - Throws: ``UpdateError`` if the case is in a table, and the output is not in a cell or does not fit into one.
    private static func place(
        of run: CaseRunner.ExampleRun, for output: String
    ) throws(UpdateError) -> OutputChange.Place {
        let (example, block) = (run.example, run.part.source)
        guard let template = block.templateLocation(line: example.line) else {
            let first = block.position(line: example.expectedLine, column: 1).line
            return .lines(first..<first + lineCount(example.expectedText))
        }
        let shown = UpdateError.shown(output)
        guard let cell = block.outputCell(belowInput: example.expectedLine - 1) else {
            throw UpdateError(
                source: run.source,
                reason: "the output of the template at \(template.file):\(template.line) is in no cell; "
                    + "this row shows\(shown)")
        }
        guard lineCount(output) <= 1 else {
            throw UpdateError(
                source: run.source,
                reason: "a cell holds one line of output; write a case of its own for what this row shows\(shown)")
        }
        return .cell(cell)
    }

    /// Returns why a text cannot be the expected output of a result; nil if it can.
    private static func problem(with text: String, for outcome: Outcome) -> String? {
        let (session, errors) = Session.parse(">>> 0\n" + text)
        let isFaithful = session.examples.count == 1 && session.examples[0].expected.mismatch(with: outcome) == nil
        if isFaithful, errors.isEmpty { return nil }
        if text.allSatisfy(\.isWhitespace) { return UpdateError.unwritable + ": it is blank" }
        return UpdateError.unwritable + (errors.first.map { ", \($0.message)" } ?? "") + ":\n" + text
    }

    private mutating func add(_ exchange: Exchange, of testCase: Case) async {
        let host = HostLoop(.dictDB())
        for step in exchange.steps {
            let reply = await step.reply(from: host)
            guard !step.accepts(reply), let json = try? JSON(parsing: reply) else { continue }
            let line = testCase.position(inBody: step.replyLine, column: 1).line
            add(
                OutputChange(
                    id: testCase.id, source: step.source(in: testCase), input: step.request,
                    before: String(decoding: step.reply.bytes, as: UTF8.self),
                    after: String(decoding: step.reply.rewritten(for: json).bytes, as: UTF8.self),
                    line: step.line, place: .lines(line..<line + 1)))
        }
    }

    /// Adds a change. The cases that run a setup must all have the same output of it.
    private mutating func add(_ change: OutputChange) {
        let prompt = Prompt(id: change.id, line: change.line)
        guard let index = indices[prompt] else {
            indices[prompt] = changes.count
            return changes.append(change)
        }
        guard changes[index].after != change.after else { return }
        errors.append(
            UpdateError(source: change.source, reason: "the cases that use this setup show different outputs"))
    }

    private static func lineCount(_ text: String) -> Int { text.isEmpty ? 0 : text.utf8.count { $0 == 0x0A } + 1 }
}

extension ExpectedOutput {
    /// The output to write for a result; a shortened traceback stays shortened.
    fileprivate func rewritten(for outcome: Outcome) -> String {
        guard case .raised(let exception) = outcome.result else { return outcome.text }
        if case .traceback(_, _?) = self { return outcome.text }
        return outcome.printed + "Traceback (most recent call last):\n    ...\n" + exception.typeName
    }
}

extension JSON {
    /// Returns another value, with `"..."` wherever this one has it.
    fileprivate func rewritten(for value: JSON) -> JSON {
        switch (self, value) {
        case ("...", _): return self
        case (.array(let old), .array(let new)) where old.count == new.count:
            return .array(zip(old, new).map { $0.rewritten(for: $1) })
        case (.object(let old), .object(let new)):
            return .object(
                JSONObject(new.members.map { ($0.name, old[$0.name]?.rewritten(for: $0.value) ?? $0.value) }))
        default: return value
        }
    }
}
