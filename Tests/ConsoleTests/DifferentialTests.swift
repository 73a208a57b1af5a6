import Console
import Testing

/// Compares the subset with CPython 3.11 on every program of the tables.
@Suite struct DifferentialTests {
    @Test(arguments: Programs.tables)
    func `the subset agrees with CPython`(_ table: Programs.Table) async throws {
        let expected: [Observation]
        do {
            expected = try CPython.run(table.programs)
        } catch {
            Issue.record("python3 (CPython 3.11) is needed: \(error)")
            return
        }
        #expect(expected.count == table.programs.count)
        for (program, wanted) in zip(table.programs, expected) {
            let seen = await Observation.inSubset(program)
            #expect(seen == wanted, "\(program)\n    subset:  \(seen)\n    CPython: \(wanted)")
        }
    }

    @Test func `the tables hold at least 500 programs`() {
        #expect(Programs.tables.map(\.programs.count).reduce(0, +) >= 500)
    }
}

extension Observation {
    /// Runs a program in the subset.
    static func inSubset(_ program: String) async -> Observation {
        do {
            let outcome = try await Interpreter().run(program)
            switch outcome.result {
            case .nothing: return Observation(printed: outcome.printed)
            case .value(let value): return Observation(printed: outcome.printed, value: value.repr)
            case .raised(let exception):
                return Observation(
                    printed: outcome.printed, exception: exception.typeName, message: exception.message)
            }
        } catch let error as SourceError where error.kind == .syntax {
            return Observation(exception: "SyntaxError")
        } catch {
            return Observation(exception: "not in the subset", message: "\(error)")
        }
    }
}
