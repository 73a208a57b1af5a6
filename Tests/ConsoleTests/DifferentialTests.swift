import Console
import Testing

/// The subset and CPython 3.11 come to the same on every program of the tables.
@Suite struct DifferentialTests {
    @Test(arguments: Programs.tables)
    func agrees(_ table: Programs.Table) async throws {
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

    @Test func holdsEnoughPrograms() {
        #expect(Programs.tables.map(\.programs.count).reduce(0, +) >= 500)
    }
}

extension Observation {
    /// What the subset makes of a program.
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
            return Observation(exception: "refused", message: "\(error)")
        }
    }
}
