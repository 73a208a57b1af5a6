/// Evaluates the examples of one session, in order, in one namespace.
///
/// Only one task may use an interpreter. Every run ends: steps, depth and sizes are limited.
package final class Interpreter {
    let globals = Scope(parent: nil)
    let meter: Meter
    /// The time that `datetime.now()` returns, in microseconds since 1970 UTC.
    let clock: Int64
    var printed = Str("")
    var place = Position(line: 1, column: 1)
    var depth = 0
    /// The comparison of the running example that was the last not to hold.
    var lastFailure: ComparisonRecord?
    /// The value of the last expression, which the console calls `_`.
    var lastValue: Object?

    /// 2012-01-18T02:27:56Z.
    package static let defaultClock: Int64 = 1_326_853_676_000_000

    /// - Parameter clock: the time that every call of `datetime.now()` returns, in microseconds since 1970 UTC.
    package init(clock: Int64 = Interpreter.defaultClock, limits: Limits = Limits()) {
        self.clock = clock
        meter = Meter(limits)
    }

    // Breaks the cycle between a scope and a lambda stored in one of its variables.
    deinit {
        globals.variables = [:]
    }

    /// Sets a global variable.
    package func define(_ name: String, _ value: Object) {
        globals.variables[name] = value
    }

    /// Reads a global variable.
    package subscript(name: String) -> Object? {
        globals.variables[name]
    }

    /// Parses an example and executes it. A Python exception is part of the outcome, not an error.
    ///
    /// - Throws: `SourceError`, or an error other than `PythonException` that a host object threw.
    package func run(_ source: String) async throws -> Outcome {
        try await run(try Parser.parse(source))
    }

    /// Executes an example that its session has already parsed.
    ///
    /// - Throws: `SourceError`, or an error other than `PythonException` that a host object threw.
    package func run(_ example: Example) async throws -> Outcome {
        guard let program = example.program else { return try await run(example.source) }
        var outcome = try await run(program)
        if case .value(.bool(false)) = outcome.result {
            outcome.failedComparison = failedComparison(of: program, source: example.source)
        }
        lastFailure = nil
        return outcome
    }

    private func run(_ program: Program) async throws -> Outcome {
        meter.restart()
        printed = Str("")
        depth = 0
        lastFailure = nil
        do {
            let value = try await execute(top: program.statements)
            let text = printed.string
            guard let value else { return Outcome(printed: text, line: place.line) }
            return Outcome(printed: text, result: .value(value), line: place.line)
        } catch let exception as PythonException {
            return Outcome(printed: printed.string, result: .raised(exception), line: place.line)
        } catch let limit as LimitReached {
            throw SourceError(limit.message, at: place, .limit)
        } catch let unsupported as Unsupported {
            throw SourceError.unsupported(unsupported.construct, at: place)
        }
    }

    /// Parses a source without running it; returns at most one error.
    package static func check(_ source: String) -> [SourceError] {
        if case .failure(let error) = read(source) { [error] } else { [] }
    }

    static func read(_ source: String) -> Result<Program, SourceError> {
        do {
            return .success(try Parser.parse(source))
        } catch let error as SourceError {
            return .failure(error)
        } catch {
            return .failure(SourceError("\(error)", line: 1, column: 1, kind: .syntax))
        }
    }
}

extension Interpreter {
    var operators: Operators { Operators(meter: meter) }
    var comparison: Comparison { Comparison(meter: meter) }

    func write(_ text: Str) throws {
        try meter.reserve(printed.count + text.count)
        printed = printed + text
    }

    func repr(_ object: Object) throws -> Str {
        try Representation.repr(object, meter: meter)
    }

    func str(_ object: Object) throws -> Str {
        try Representation.str(object, meter: meter)
    }
}
