import TaskDatabases
import TestSupport
import Testing
import Wire

/// The deepest message that is accepted can be read, compared and written on a small stack.
@Suite struct StackTests {
    @Test(arguments: [("[", "1", "]"), (#"{"a":"#, "1", "}"), (#"[{"a":"#, "[]", "}]")])
    func `the deepest JSON`(_ open: String, _ middle: String, _ close: String) async throws {
        var accepted = 0
        for depth in [20, 60, 99, 100, 150, 199, 200, 250, 300, 511, 512, 1000, 100_000] {
            let text = String(repeating: open, count: depth) + middle + String(repeating: close, count: depth)
            let isRead = try await SmallStack.run { () throws -> Bool in
                guard let json = try? JSON(parsing: Array(text.utf8)) else { return false }
                let value = try? Value(extendedJSON: json, at: "value")
                return json.bytes.count == text.utf8.count && json == json && value.map { $0.matches($0) } ?? true
            }
            if isRead { accepted = depth }
        }
        #expect(accepted >= 20 && accepted < 100_000)
    }
}
