import DequeModule

/// Results of tasks of the controller before. They name the client's connection to that one, which is no more: they wait until
/// the client sends something, which shows its session and its new connection.
struct HeldReplies {
    private var replies: Deque<(session: String, frames: [[UInt8]])> = []
    /// How many replies each session has.
    private var counts: [String: Int] = [:]
    private var size = 0

    /// Beyond these the oldest are removed. Their results are in the task database.
    private static let most = (bytes: 64 << 20, count: 1024)

    var isEmpty: Bool { replies.isEmpty }

    /// Holds a reply for a client.
    ///
    /// - Parameter frames: what the client gets, without the identity of its connection.
    mutating func hold(_ frames: [[UInt8]], for session: String) {
        replies.append((session, frames))
        counts[session, default: 0] += 1
        size += Self.size(of: frames)
        while size > Self.most.bytes || replies.count > Self.most.count, let oldest = replies.popFirst() {
            size -= Self.size(of: oldest.frames)
            let left = counts[oldest.session].map { $0 - 1 } ?? 0
            counts[oldest.session] = left > 0 ? left : nil
        }
    }

    /// Removes and returns the replies for a client, the oldest first.
    mutating func take(for session: String) -> [[[UInt8]]] {
        guard counts.removeValue(forKey: session) != nil else { return [] }
        let found = replies.filter { $0.session == session }.map(\.frames)
        replies.removeAll { $0.session == session }
        size -= found.reduce(0) { $0 + Self.size(of: $1) }
        return found
    }

    private static func size(of frames: [[UInt8]]) -> Int { frames.reduce(0) { $0 + $1.count } }
}
