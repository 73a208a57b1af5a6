/// Addresses of source files: on the project's web site, or on this site.
struct SourceAddress {
    /// The address of a line of a page's source, relative to the site's root.
    static func line(_ line: Int, of path: String, page: String, _ options: SiteOptions) -> String {
        guard let base = options.sourceAddress else { return "source/\(page).html#L\(line)" }
        return "\(withSlash(base))\(path)#L\(line)"
    }

    /// Resolves an address that is relative to a file of the project against the project's address.
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
