import OrderedCollections

/// A set of msg_ids that stays small however many there are: a session numbers its messages, so that ranges of numbers
/// are kept for each session.
///
/// The oldest sessions are forgotten beyond a limit, and so are the lowest numbers of a session whose
/// ids are too scattered.
package struct MessageIDSet: Sendable {
    private var sessions: OrderedDictionary<String, RangeSet<Int>> = [:]
    private let mostSessions: Int
    private let mostRanges: Int

    /// Creates an empty set.
    package init(mostSessions: Int = 4096, mostRanges: Int = 4096) {
        self.mostSessions = mostSessions
        self.mostRanges = mostRanges
    }

    /// Adds an id.
    package mutating func insert(_ id: String) {
        let place = Place(id)
        if sessions[place.session] == nil, sessions.count >= mostSessions { sessions.removeFirst() }
        sessions[place.session, default: RangeSet()].insert(contentsOf: place.number..<place.number + 1)
        guard let ranges = sessions[place.session]?.ranges, ranges.count > mostRanges, let first = ranges.first else {
            return
        }
        sessions[place.session]?.remove(contentsOf: first)
    }

    /// Removes an id.
    package mutating func remove(_ id: String) {
        let place = Place(id)
        sessions[place.session]?.remove(contentsOf: place.number..<place.number + 1)
    }

    /// Whether the set has an id.
    package func contains(_ id: String) -> Bool {
        let place = Place(id)
        return sessions[place.session]?.contains(place.number) ?? false
    }
}

/// An id as a number of a session: `SESSION_PID_12` has number 12. A broadcast's part, `SESSION_PID_12_ENGINE`, has it too.
private struct Place {
    let session: String
    let number: Int

    init(_ id: String) {
        let parts = id.utf8.split(separator: UInt8(ascii: "_"), omittingEmptySubsequences: false)
        for part in parts.dropFirst().suffix(2).reversed() {
            guard let number = Self.number(part) else { continue }
            self.number = number
            session = id[..<part.startIndex] + "*" + id[part.endIndex...]
            return
        }
        session = id
        number = 0
    }

    /// A number as it is written; `007` and `+7` are none.
    private static func number(_ text: Substring.UTF8View) -> Int? {
        let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
        guard text.allSatisfy(digits.contains), text.first != digits.lowerBound || text.count == 1,
            let number = Int(Substring(text)), number < Int.max
        else { return nil }
        return number
    }
}
