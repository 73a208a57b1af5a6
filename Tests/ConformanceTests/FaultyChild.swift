import Conformance
import Foundation
import Testing

/// A backend that goes wrong while it is asked about the msg_id `trouble`, and the whole of what is then said.
struct FaultyChild: Sendable, CustomTestStringConvertible {
    let name: String
    /// Python code in place of the answer; see Fixtures/backend.py.
    let trouble: String
    var start = ""
    var end = ""
    var timeout = Duration.seconds(20)
    /// What becomes of the case that asks; nil if it passes.
    let expected: String?
    /// What is wrong about the backend itself, where that differs.
    var note: String?

    var testDescription: String { name }

    /// A word that no other process on this machine has in its command line.
    let token = "taskdb-faulty-\(UUID().uuidString)"

    var command: [String] {
        Tool.backend(trouble: trouble, start: start, end: end, token: token)
    }
}
