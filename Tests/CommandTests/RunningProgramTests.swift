import Foundation
import Testing

@testable import TestSupport

/// What the tests start programs with.
@Suite struct RunningProgramTests {
    @Test func `a program's files are open in the program alone`() throws {
        let program = try RunningProgram(["sleep", "60"])
        let open = try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").compactMap {
            try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/fd/\($0)")
        }
        #expect(!open.isEmpty)
        #expect(open.filter { $0.contains(program.folder.url.lastPathComponent) } == [])
    }
}
