import TaskDatabases
import Testing

extension ModelPair {
    /// Adds records and compares random queries, with updates and drops in between, and finally the histories.
    package func ask(_ rounds: Int, _ values: inout RandomValues, about names: [String]) async throws {
        try await add(names, &values)
        for round in 0..<rounds {
            let check = values.check(names)
            let keys = values.once(in: 3) ? [values.pick(TaskRecord.keys), values.pick(RandomValues.others)] : nil
            try await compare(check, keys)
            let (name, changes) = (values.pick(names), values.changes())
            if round % 3 == 0 { try await change { try await $0.updateRecord(name, changes) } }
            if round % 40 == 0 {
                try await change { try await $0.dropRecord(name) }
                try await add([name], &values)
            }
        }
        #expect(try await database.getHistory() == model.getHistory())
    }

    /// Drops records by random checks and compares the rest, `rounds` times, adding all records before each drop.
    package func drop(_ rounds: Int, _ values: inout RandomValues, among names: [String]) async throws {
        for _ in 0..<rounds {
            try await add(names, &values)
            let check = values.check(names)
            try await change { try await $0.dropMatchingRecords(check) }
            try await compare([:], nil)
        }
    }

    private func add(_ names: [String], _ values: inout RandomValues) async throws {
        for name in names {
            let record = values.record(name)
            try await change { try await $0.addRecord(name, record) }
        }
    }
}
