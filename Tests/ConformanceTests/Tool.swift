import Foundation

/// The programs and files the tests run.
enum Tool {
    static let python = "python3"

    static func fixture(_ name: String) -> String {
        URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "Fixtures/\(name)").path
    }

    /// The command of a backend that goes wrong; see Fixtures/backend.py.
    static func backend(
        trouble: String = "reply(None)", start: String = "", end: String = "", token: String = ""
    ) -> [String] {
        [python, fixture("backend.py"), trouble, start, end, token]
    }
}
