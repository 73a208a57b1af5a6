/// Returns the name that a misspelt word most likely means, or nil if none is similar.
///
/// Similar names differ by at most a third of the word's length in edits (insertions, deletions, substitutions, swaps of
/// neighbours), at least 1 and at most 3; a word of one letter must match. Letter case does not count. Of equally similar
/// names the first is returned. Words of more than 64 scalars have no similar name.
package func nearestName(to word: String, among names: some Sequence<String>) -> String? {
    let target = Array(word.lowercased().unicodeScalars.prefix(65))
    guard target.count <= 64, !target.isEmpty else { return nil }
    var limit = target.count == 1 ? 0 : min(max(target.count / 3, 1), 3)
    var nearest: String?
    for name in names where abs(name.unicodeScalars.count - target.count) <= limit {
        guard let distance = editDistance(target, Array(name.lowercased().unicodeScalars), atMost: limit) else {
            continue
        }
        nearest = name
        limit = distance - 1
        if limit < 0 { break }
    }
    return nearest
}

/// The optimal string alignment distance, or nil if it exceeds a limit.
private func editDistance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar], atMost limit: Int) -> Int? {
    guard abs(left.count - right.count) <= limit else { return nil }
    var beforeLast = [Int](repeating: 0, count: right.count + 1)
    var last = Array(0...right.count)
    for row in 1...max(left.count, 1) where !left.isEmpty {
        var current = [row]
        for column in 1...max(right.count, 1) where !right.isEmpty {
            let isSame = left[row - 1] == right[column - 1]
            var cost = min(last[column] + 1, current[column - 1] + 1, last[column - 1] + (isSame ? 0 : 1))
            let isSwap =
                row > 1 && column > 1 && left[row - 1] == right[column - 2] && left[row - 2] == right[column - 1]
            if isSwap { cost = min(cost, beforeLast[column - 2] + 1) }
            current.append(cost)
        }
        guard let least = current.min(), least <= limit else { return nil }
        (beforeLast, last) = (last, current)
    }
    return last[right.count] <= limit ? last[right.count] : nil
}

/// ` (did you mean …?)` if a name is similar, else an empty string.
package func suggestion(for word: String, among names: some Sequence<String>) -> String {
    nearestName(to: word, among: names).map { " (did you mean `\($0)`?)" } ?? ""
}
