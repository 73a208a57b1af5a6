/// Gives headings addresses on their page: the ones that other renderers of Markdown give them, so that a link between
/// pages leads to the same place everywhere.
package struct SlugTable {
    private var taken: Set<String>
    private var counts: [String: Int] = [:]

    /// - Parameter reserved: what is an address on the page already.
    package init(reserved: [String]) { taken = Set(reserved) }

    package mutating func slug(for heading: String) -> String {
        let base = Self.slug(of: heading)
        guard !taken.insert(base).inserted else { return base }
        var count = counts[base] ?? 0
        var candidate: String
        repeat {
            count += 1
            candidate = "\(base)-\(count)"
        } while !taken.insert(candidate).inserted
        counts[base] = count
        return candidate
    }

    /// Small letters, digits, `-` and `_`; a space becomes `-`, and everything else goes.
    private static func slug(of heading: String) -> String {
        var slug = ""
        for scalar in heading.lowercased().unicodeScalars {
            switch scalar {
            case " ", "-": slug += "-"
            case "_", "a"..."z", "0"..."9": slug.unicodeScalars.append(scalar)
            case _ where scalar.properties.isAlphabetic || scalar.properties.numericType != nil:
                slug.unicodeScalars.append(scalar)
            default: break
            }
        }
        return slug.isEmpty ? "section" : slug
    }
}
