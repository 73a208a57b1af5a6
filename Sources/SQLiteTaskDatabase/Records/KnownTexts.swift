import TaskDatabases

/// Texts that nearly every record contains, each stored as one byte.
///
/// Their order is part of the file format: a new schema version can add others at the end, up to 128; none may move.
enum KnownTexts {
    private static let all = [
        "msg_id", "msg_type", "session", "username", "date", "version", "5.3", "5.4", "apply_request", "apply_reply",
        "execute_request", "execute_reply", "parent_header", "metadata", "content", "buffers", "header", "status", "ok",
        "error", "aborted", "ename", "evalue", "traceback", "engine_info", "engine_uuid", "engine_id", "method",
        "apply",
        "execute", "started", "completed", "submitted", "received", "dependencies_met", "targets", "retries", "after",
        "follow", "timeout", "is_broadcast", "is_coalescing", "code", "silent", "user_expressions", "allow_stdin",
        "stop_on_error", "store_history", "execution_count", "payload", "data", "text/plain", "text/html", "image/png",
        "execute_result", "name", "stdout", "stderr", "text", "label", "original_submitted", "resubmitted", "queue",
        "mux", "task", "subheader", "options", "args", "kwargs", "function", "idents", "signature", "original_msg_id",
        "",
    ]

    private static let places = Dictionary(
        uniqueKeysWithValues: all.enumerated().map { (ExactText($1), UInt8($0)) })

    static func place(of text: String) -> UInt8? {
        text.utf8.count <= longest ? places[ExactText(text)] : nil
    }

    static func text(at place: UInt8) -> String? { place < all.count ? all[Int(place)] : nil }

    private static let longest = all.map(\.utf8.count).max() ?? 0
}
