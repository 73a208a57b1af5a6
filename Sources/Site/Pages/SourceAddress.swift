/// Where the source of a page can be read.
struct SourceAddress {
    /// A line of a page, from any page of the site's first level.
    static func line(_ line: Int, of path: String, page: String, _ options: SiteOptions) -> String {
        guard let base = options.sourceAddress else { return "source/\(page).html#L\(line)" }
        return "\(withSlash(base))\(path)#L\(line)"
    }

    /// An address relative to a file of the project, as one below the project's address.
    static func resolve(_ address: String, from path: String, below base: String) -> String {
        var parts = path.split(separator: "/").dropLast()
        for part in address.split(separator: "/") {
            switch part {
            case ".": continue
            case "..": parts = parts.dropLast()
            default: parts.append(part)
            }
        }
        return withSlash(base) + parts.joined(separator: "/")
    }

    private static func withSlash(_ base: String) -> String { base.hasSuffix("/") ? base : base + "/" }
}
