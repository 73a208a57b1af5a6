import Foundation
import TestSupport
import Testing

/// A class in Python that mixes up its objects with the session's is found out.
@Suite struct SharedObjectsTests {
    /// What is done to a correct class, and the cases that are there to show it.
    static let faults: [(from: String, to: String, shownBy: [String])] = [
        (
            "dict(copy.deepcopy(record), msg_id=msg_id)", "record",
            [
                "change-record-after-add", "change-nested-after-add", "change-buffers-after-add",
                "change-shared-after-add",
            ]
        ),
        (
            "dict(copy.deepcopy(record), msg_id=msg_id)", "dict(record, msg_id=msg_id)",
            ["change-nested-after-add", "change-buffers-after-add", "change-shared-after-add"]
        ),
        (".update(copy.deepcopy(changes))", ".update(changes)", ["change-after-update"]),
        (
            "return copy.deepcopy(self.records[msg_id])", "return self.records[msg_id]",
            ["change-what-get-gave", "snapshot-stays"]
        ),
        (
            "return copy.deepcopy(self.records[msg_id])", "return dict(self.records[msg_id])",
            ["change-what-get-gave"]
        ),
        (
            "found = copy.deepcopy(self.matches(check))", "found = self.matches(check)",
            ["change-what-find-gave", "change-what-find-gave-with-keys", "snapshot-stays"]
        ),
        (
            "found = copy.deepcopy(self.matches(check))", "found = [dict(r) for r in self.matches(check)]",
            ["change-what-find-gave", "change-what-find-gave-with-keys"]
        ),
        (
            "return [r['msg_id'] for r in sorted(dated, key=lambda r: r['submitted'])]",
            """
            names = [r['msg_id'] for r in sorted(dated, key=lambda r: r['submitted'])]
                    if sorted(getattr(self, 'names', [])) != sorted(names + ['invented']):
                        self.names = names
                    return self.names
            """, ["change-the-lists-given"]
        ),
        (
            "return [{k: r[k] for k in ['msg_id', *keys]} for r in found] if keys else found",
            """
            if keys and 'msg_id' not in keys:
                        keys.append('msg_id')
                    return [{k: r[k] for k in keys} for r in found] if keys else found
            """, ["keys-argument-unchanged"]
        ),
        (
            "self.check_dates(record)\n        self.records[msg_id] =",
            "record['_id'] = 1\n        self.records[msg_id] =",
            ["record-argument-unchanged"]
        ),
        (
            "for key, value in check.items():", "for key, value in [check.popitem() for _ in list(check)]:",
            ["check-argument-unchanged"]
        ),
    ]

    @Test(arguments: faults.indices)
    func `is found out`(index: Int) async throws {
        let (from, to, shownBy) = Self.faults[index]
        try #require(PythonBackend.correct.contains(from))
        let failed = try await failedCases(of: PythonBackend.correct.replacing(from, with: to))
        #expect(Set(failed).isSuperset(of: shownBy), "\(to): \(failed)")
    }

    @Test func `a class that copies everything passes`() async throws {
        #expect(try await failedCases(of: PythonBackend.correct) == [])
    }

    private func failedCases(of module: String) async throws -> [String] {
        let folder = try TemporaryFolder()
        try folder.write(module, to: "smalldb.py")
        let program = try await Program.taskdb(
            [
                "test", "--backend", "python:smalldb:SmallDB", "--run", "change-*", "--run", "*-unchanged", "--run",
                "snapshot-*",
            ], in: folder.url)
        try #require(program.status < 2, "\(program.output)\(program.error)")
        let found = program.output.split(separator: "\n").filter { $0.hasPrefix("FAILED ") || $0.hasPrefix("WARNED ") }
        return found.compactMap {
            $0.split(separator: " ").dropFirst().first?.split(separator: "/").last.map(String.init)
        }
    }
}
