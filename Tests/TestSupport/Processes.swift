import Foundation

/// The processes of this machine, as /proc tells.
public enum Processes {
    /// Whether there is no process with a text in its command line, or soon is none: ending takes a moment.
    public static func areGone(with text: String) async -> Bool {
        for _ in 0..<100 {
            if !exist(with: text) { return true }
            try? await Task.sleep(for: .milliseconds(30))
        }
        return false
    }

    public static func exist(with text: String) -> Bool {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
        return names.filter { Int($0) != nil }.contains { name in
            guard let line = FileManager.default.contents(atPath: "/proc/\(name)/cmdline") else { return false }
            // The words of a command line end with NUL.
            return String(decoding: line, as: UTF8.self).replacing("\0", with: "\n").contains(text)
        }
    }
}
