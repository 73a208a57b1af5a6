/// Assigns headings their fragment identifiers, as GitHub and other Markdown renderers do, so that links between pages work
/// everywhere.
package struct SlugTable {
    private var taken: Set<String>
    private var counts: [String: Int] = [:]

    /// - Parameter reserved: identifiers that the page uses already.
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

    /// Takes an identifier as it is; returns whether it was free.
    package mutating func take(_ identifier: String) -> Bool { taken.insert(identifier).inserted }

    /// Lowercase letters, digits, `-` and `_`; a space becomes `-`, and all other characters are removed.
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
