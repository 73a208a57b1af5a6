/// Finds sequences in sequences, in linear time.
enum Search {
    /// Returns the first index of `part` at or after `start`, or nil.
    static func first<Item: Equatable>(_ part: [Item], in items: [Item], from start: Int = 0) -> Int? {
        all(part, in: items, from: start, limit: 1).first
    }

    /// Returns the last index of `part`, or nil.
    static func last<Item: Equatable>(_ part: [Item], in items: [Item]) -> Int? {
        first(part.reversed(), in: items.reversed()).map { items.count - $0 - part.count }
    }

    /// Returns the indices of all occurrences of `part` that do not overlap an earlier one.
    static func all<Item: Equatable>(_ part: [Item], in items: [Item], from start: Int = 0, limit: Int = .max)
        -> [Int]
    {
        guard !part.isEmpty else { return Array((start..<max(start, items.count + 1)).prefix(limit)) }
        guard limit > 0 else { return [] }
        let borders = borders(of: part)
        var places: [Int] = []
        var matched = 0
        for index in start..<max(start, items.count) {
            while matched > 0, items[index] != part[matched] { matched = borders[matched - 1] }
            if items[index] == part[matched] { matched += 1 }
            if matched == part.count {
                places.append(index - matched + 1)
                if places.count == limit { break }
                matched = 0
            }
        }
        return places
    }

    /// For each prefix, the length of its longest proper prefix that is also its suffix (Knuth, Morris, Pratt).
    private static func borders<Item: Equatable>(of part: [Item]) -> [Int] {
        var borders = [0]
        for index in part.indices.dropFirst() {
            var length = borders[index - 1]
            while length > 0, part[index] != part[length] { length = borders[length - 1] }
            borders.append(part[index] == part[length] ? length + 1 : 0)
        }
        return borders
    }
}

extension Interpreter {
    func search<Item: Equatable>(_ part: [Item], in items: [Item]) throws -> Int? {
        try meter.charge((part.count + items.count) / 16)
        return Search.first(part, in: items)
    }
}
