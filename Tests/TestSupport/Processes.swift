import Foundation

/// The processes of this machine, read from /proc.
public enum Processes {
    /// Waits up to 3 seconds until no command line of a process contains the text; returns whether there is none.
    public static func areGone(with text: String) async -> Bool {
        for _ in 0..<100 {
            if !exist(with: text) { return true }
            try? await Task.sleep(for: .milliseconds(30))
        }
        return false
    }

    /// Whether the command line of a process contains the text.
    public static func exist(with text: String) -> Bool {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
        return names.filter { Int($0) != nil }.contains { name in
            guard let line = FileManager.default.contents(atPath: "/proc/\(name)/cmdline") else { return false }
            // A NUL ends each argument.
            return String(decoding: line, as: UTF8.self).replacing("\0", with: "\n").contains(text)
        }
    }
}
